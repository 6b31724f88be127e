package io.atrium.local.topology;

/**
 * A port of {@code ./atrium} and the variable that moves it.
 *
 * @param standard the port when the variable is not set
 */
public record Port(String variable, int standard) {}

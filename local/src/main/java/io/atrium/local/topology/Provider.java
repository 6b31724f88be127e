package io.atrium.local.topology;

/**
 * A mock provider.
 *
 * @param port where it listens
 * @param addressVariable the variable in which services find the provider, the mock one or the real one
 */
public record Provider(String name, Port port, String addressVariable) {}

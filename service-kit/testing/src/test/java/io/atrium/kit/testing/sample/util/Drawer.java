package io.atrium.kit.testing.sample.util;

/** Stands in a package that says nothing. */
public final class Drawer {}

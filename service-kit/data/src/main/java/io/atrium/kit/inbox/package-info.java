/**
 * Makes a message have one effect, however often it is delivered: the ids of applied messages are written in the
 * transaction of the effect.
 */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.inbox;

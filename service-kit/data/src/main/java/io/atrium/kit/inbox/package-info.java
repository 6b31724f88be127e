/** One effect a message, however often it is delivered: the ids whose effect is in the database, written with it. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.inbox;

/** How many requests of an organization are worked on at once. */
@NullMarked
package io.atrium.kit.concurrency;

import org.jspecify.annotations.NullMarked;

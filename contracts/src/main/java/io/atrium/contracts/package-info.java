/** The messages that services send to each other over topics, each defined once for its producer and its consumers. */
@NullMarked
package io.atrium.contracts;

import org.jspecify.annotations.NullMarked;

/** The topics that a deployment creates, for every kind of deployment and for tests: one list, and one connection. */
@NullMarked
package io.atrium.kit.topics;

import org.jspecify.annotations.NullMarked;

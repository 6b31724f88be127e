/** Raw requests against whatever speaks HTTP: one table, and the proof that none of them changes another's answer. */
@NullMarked
package io.atrium.kit.wire.testing;

import org.jspecify.annotations.NullMarked;

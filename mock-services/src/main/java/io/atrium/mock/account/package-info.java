/** The data, webhook targets, faults and counters of one bearer credential. */
@NullMarked
package io.atrium.mock.account;

import org.jspecify.annotations.NullMarked;

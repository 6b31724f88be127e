/** What belongs to one bearer credential: its data, targets, faults and counters. */
@NullMarked
package io.atrium.mock.account;

import org.jspecify.annotations.NullMarked;

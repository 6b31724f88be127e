/** What a provider holds: records, their order, their changes. */
@NullMarked
package io.atrium.mock.record;

import org.jspecify.annotations.NullMarked;

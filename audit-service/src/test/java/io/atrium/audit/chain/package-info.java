/** Records and links without a database. */
@NullMarked
package io.atrium.audit.chain;

import org.jspecify.annotations.NullMarked;

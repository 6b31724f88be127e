/** Records and links without a database. */
@NullMarked
package io.atrium.audit.ingest;

import org.jspecify.annotations.NullMarked;

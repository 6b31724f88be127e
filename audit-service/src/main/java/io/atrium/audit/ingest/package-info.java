/** From the topic of changes into the chains. */
@NullMarked
package io.atrium.audit.ingest;

import org.jspecify.annotations.NullMarked;

/** Sync jobs: queued, leased, resumable, guarded against mass deletion. */
@NullMarked
package io.atrium.integration.sync;

import org.jspecify.annotations.NullMarked;

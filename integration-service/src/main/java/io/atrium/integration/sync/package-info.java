/** Sync jobs: queued, leased, resumable, with a guard against mass deletion. */
@NullMarked
package io.atrium.integration.sync;

import org.jspecify.annotations.NullMarked;

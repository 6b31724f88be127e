/**
 * Many deliveries in one request: buffered within a memory limit, verified together, split, sent, and answered for
 * each item.
 */
@NullMarked
package io.atrium.webhook.intake.batch;

import org.jspecify.annotations.NullMarked;

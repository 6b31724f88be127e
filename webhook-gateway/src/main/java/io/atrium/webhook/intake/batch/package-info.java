/** Many deliveries in one request: buffered within a budget, verified as one, split, handed over and answered by item. */
@NullMarked
package io.atrium.webhook.intake.batch;

import org.jspecify.annotations.NullMarked;

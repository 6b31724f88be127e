/** {@code GET /api/v1/health}: the health of the whole platform in one answer. */
@NullMarked
package io.atrium.webhook.health;

import org.jspecify.annotations.NullMarked;

package io.atrium.integration.provider;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A 200.
 *
 * @param date the answer's {@code Date}; null when it has none
 */
record ProviderAnswer(Buffer body, @Nullable Instant date) {}

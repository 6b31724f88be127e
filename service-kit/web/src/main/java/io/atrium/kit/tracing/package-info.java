/** Traces (OpenTelemetry): what begins one, what continues one, and what a span may say. Off unless it is configured. */
@NullMarked
package io.atrium.kit.tracing;

import org.jspecify.annotations.NullMarked;

/** Alerts, runbooks and dashboards: their form, and that they agree with each other and with docs/metrics.md. */
@NullMarked
package io.atrium.local.deployment.monitoring;

import org.jspecify.annotations.NullMarked;

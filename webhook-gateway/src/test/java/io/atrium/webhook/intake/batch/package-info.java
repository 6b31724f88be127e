@org.jspecify.annotations.NullMarked
package io.atrium.webhook.intake.batch;

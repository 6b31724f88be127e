/**
 * Rate limits: how many requests one caller, address or organization may send in a time window, counted by the process
 * or, with Redis, by all services and replicas together.
 */
@NullMarked
package io.atrium.kit.ratelimit;

import org.jspecify.annotations.NullMarked;

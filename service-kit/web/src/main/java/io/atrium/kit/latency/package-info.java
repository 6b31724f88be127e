/** How long answers take: the buckets in which they are counted, for quantiles over all replicas. */
@NullMarked
package io.atrium.kit.latency;

import org.jspecify.annotations.NullMarked;

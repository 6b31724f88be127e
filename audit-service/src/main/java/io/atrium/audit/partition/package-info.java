/** The monthly partitions of the trail. */
@NullMarked
package io.atrium.audit.partition;

import org.jspecify.annotations.NullMarked;

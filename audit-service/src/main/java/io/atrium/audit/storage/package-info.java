/** The monthly partitions of the trail. */
@NullMarked
package io.atrium.audit.storage;

import org.jspecify.annotations.NullMarked;

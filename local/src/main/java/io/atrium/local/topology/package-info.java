/** The parts of the platform: {@code deploy/topology.json}, parsed and validated. */
@NullMarked
package io.atrium.local.topology;

import org.jspecify.annotations.NullMarked;

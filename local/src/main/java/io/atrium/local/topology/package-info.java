/** What the platform is made of: {@code deploy/topology.json}, read and checked. */
@NullMarked
package io.atrium.local.topology;

import org.jspecify.annotations.NullMarked;

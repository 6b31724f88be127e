/** The manifests under deploy/kubernetes: their form, and what they promise against the topology and the services. */
@NullMarked
package io.atrium.local.deployment.kubernetes;

import org.jspecify.annotations.NullMarked;

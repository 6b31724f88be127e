@NullMarked
package io.atrium.integration.provisioning;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.local.gateway;

import org.jspecify.annotations.NullMarked;

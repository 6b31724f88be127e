@NullMarked
package io.atrium.integration.provider;

import org.jspecify.annotations.NullMarked;

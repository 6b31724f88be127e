@NullMarked
package io.atrium.integration.record;

import org.jspecify.annotations.NullMarked;

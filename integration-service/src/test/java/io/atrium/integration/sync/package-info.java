@NullMarked
package io.atrium.integration.sync;

import org.jspecify.annotations.NullMarked;

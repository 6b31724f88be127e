@NullMarked
package io.atrium.integration.work;

import org.jspecify.annotations.NullMarked;

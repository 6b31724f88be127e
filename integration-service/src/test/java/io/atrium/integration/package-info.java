@NullMarked
package io.atrium.integration;

import org.jspecify.annotations.NullMarked;

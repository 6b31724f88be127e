@NullMarked
package io.atrium.integration.catalog;

import org.jspecify.annotations.NullMarked;

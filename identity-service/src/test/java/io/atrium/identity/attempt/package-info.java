@NullMarked
package io.atrium.identity.attempt;

import org.jspecify.annotations.NullMarked;

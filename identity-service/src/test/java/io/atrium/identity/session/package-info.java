@NullMarked
package io.atrium.identity.session;

import org.jspecify.annotations.NullMarked;

/** The operator's calls to the services: what was set aside, and having it tried again. */
@NullMarked
package io.atrium.local.operator;

import org.jspecify.annotations.NullMarked;

/** The operator's calls to services: listing what was set aside, and processing it again. */
@NullMarked
package io.atrium.local.operator;

import org.jspecify.annotations.NullMarked;

/** What callers notice while something is away, whether the service needs it or not, or too much comes at once. */
@NullMarked
package io.atrium.identity.outage;

import org.jspecify.annotations.NullMarked;

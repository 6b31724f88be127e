/** What callers are told while something that the service needs is away, or too much comes at once. */
@NullMarked
package io.atrium.identity.outage;

import org.jspecify.annotations.NullMarked;

/** How often logins and registrations may be tried, before anything is looked up for them. */
@NullMarked
package io.atrium.identity.attempt;

import org.jspecify.annotations.NullMarked;

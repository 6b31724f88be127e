/**
 * What text of people and of their systems looks like: names, addresses, domains, user names, passwords and identifiers.
 * Each is normalized first, then stripped of white space at its ends, then checked; what does not show, what is not
 * assigned and what no database holds is refused. Text of providers never comes here.
 */
@NullMarked
package io.atrium.kit.text;

import org.jspecify.annotations.NullMarked;

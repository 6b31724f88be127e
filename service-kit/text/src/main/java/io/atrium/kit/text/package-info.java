/**
 * The rules for texts of requests: names, addresses, domains, user names, passwords and identifiers. A text is
 * normalized, stripped of white space at its ends and validated; invisible characters, unassigned code points and
 * characters that PostgreSQL cannot store are refused. Texts of providers do not use these rules.
 */
@NullMarked
package io.atrium.kit.text;

import org.jspecify.annotations.NullMarked;

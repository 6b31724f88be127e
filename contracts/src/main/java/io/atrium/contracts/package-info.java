/** What services say to each other over topics: each message once, for its writer and its readers. */
@NullMarked
package io.atrium.contracts;

import org.jspecify.annotations.NullMarked;

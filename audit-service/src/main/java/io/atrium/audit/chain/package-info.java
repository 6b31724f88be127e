/** The hash chain of an organization: the canonical record, its salted digest, and how links are joined. */
@NullMarked
package io.atrium.audit.chain;

import org.jspecify.annotations.NullMarked;

/** Signature schemes of webhook providers: what is signed, where the signature stands, and how it is compared. */
@NullMarked
package io.atrium.webhook.signature;

import org.jspecify.annotations.NullMarked;

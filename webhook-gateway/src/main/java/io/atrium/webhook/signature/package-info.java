/** The signature schemes of webhook providers: the signed content, the signature header, and the comparison. */
@NullMarked
package io.atrium.webhook.signature;

import org.jspecify.annotations.NullMarked;

/** Refused access, written to the audit trail as numbers, so that no caller can fill the trail. */
@NullMarked
package io.atrium.kit.refusal;

import org.jspecify.annotations.NullMarked;

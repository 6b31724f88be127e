/** Refused access, told to the audit trail in numbers that nobody can use to fill it. */
@NullMarked
package io.atrium.kit.refusal;

import org.jspecify.annotations.NullMarked;

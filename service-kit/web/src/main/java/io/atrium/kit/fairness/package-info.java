/** Turns among those who share a thing: organizations, client networks, their users. */
@NullMarked
package io.atrium.kit.fairness;

import org.jspecify.annotations.NullMarked;

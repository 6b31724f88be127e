/** Fair queues: organizations, client networks and their users alternate. */
@NullMarked
package io.atrium.kit.fairness;

import org.jspecify.annotations.NullMarked;

/** What a process has to give in bytes or places, a share of it for each organization, and refusals beyond. */
@NullMarked
package io.atrium.kit.budget;

import org.jspecify.annotations.NullMarked;

/** Whether the process can still work: what only a restart mends, and nothing outside of the process. */
@NullMarked
package io.atrium.kit.liveness;

import org.jspecify.annotations.NullMarked;

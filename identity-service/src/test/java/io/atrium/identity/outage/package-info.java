/** What users notice while parts that they do not need are away. */
@NullMarked
package io.atrium.identity.outage;

import org.jspecify.annotations.NullMarked;

/** What the OpenAPI documents of several services have in common: one set of examples that agree with each other. */
@NullMarked
package io.atrium.kit.documentation;

import org.jspecify.annotations.NullMarked;

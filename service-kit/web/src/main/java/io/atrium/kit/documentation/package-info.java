/** The examples of the OpenAPI documents of all services, so that they agree with each other. */
@NullMarked
package io.atrium.kit.documentation;

import org.jspecify.annotations.NullMarked;

/**
 * The parts of every service's OpenAPI document that follow from rules: roles, problems, headers, null, limits and
 * examples. A resource documents only what is specific to it.
 */
@NullMarked
package io.atrium.kit.openapi;

import org.jspecify.annotations.NullMarked;

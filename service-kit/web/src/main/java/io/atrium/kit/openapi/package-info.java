/**
 * What every service's OpenAPI document says by rule: roles, problems, headers, null, limits and examples. A resource
 * documents what is its own.
 */
@NullMarked
package io.atrium.kit.openapi;

import org.jspecify.annotations.NullMarked;

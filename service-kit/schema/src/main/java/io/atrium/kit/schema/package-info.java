/** Which migrations a database has, and how it gets them: Flyway alone, without a service around it. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.schema;

/** Migrations of a database, with Flyway alone, without a service. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.schema;

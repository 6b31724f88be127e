/** Statements over append-only and queue tables, on the connection of a tenant transaction. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.sql;

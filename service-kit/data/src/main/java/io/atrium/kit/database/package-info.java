/** What a database's refusals mean to a caller. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.database;

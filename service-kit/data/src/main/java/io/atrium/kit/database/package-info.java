/** The database as a whole: outages, the meaning of its errors, reading its tables in batches. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.database;

/** The database as a whole: whether it answers, what its refusals mean, going through its tables. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.database;

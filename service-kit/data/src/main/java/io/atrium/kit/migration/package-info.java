/** Brings a service's database to its schema, as a one-shot step under the owner role that no running service holds. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.migration;

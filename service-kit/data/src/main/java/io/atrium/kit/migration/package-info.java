/** The command that migrates a service's database, as the owner role, which no running service uses. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.migration;

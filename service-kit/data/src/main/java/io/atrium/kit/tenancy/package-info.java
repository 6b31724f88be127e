/**
 * The transactions in which all queries of a tenant run. They carry the organization, the actor and the request in
 * transaction-local settings, which row-level security and the change capture read.
 */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.tenancy;

/** Every kind of connection of a service over TLS. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.encryption;

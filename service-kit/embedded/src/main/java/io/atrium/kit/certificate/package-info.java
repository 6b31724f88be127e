/** Certificates for development and tests, made by the JDK's keytool. */
@NullMarked
package io.atrium.kit.certificate;

import org.jspecify.annotations.NullMarked;

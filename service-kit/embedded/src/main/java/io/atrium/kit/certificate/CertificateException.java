package io.atrium.kit.certificate;

import org.jspecify.annotations.Nullable;

/** A certificate cannot be made; the message is one clear sentence, fit to be shown as it is. */
public final class CertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CertificateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

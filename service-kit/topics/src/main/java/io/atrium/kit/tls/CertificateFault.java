package io.atrium.kit.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Why the certificate of a server was refused. */
public final class CertificateFault {

    private static final int MOST_CAUSES = 64;

    private CertificateFault() {}

    /** One sentence without a full stop; empty when no certificate was refused. */
    public static Optional<String> of(@Nullable Throwable failure) {
        List<Throwable> causes = causes(failure);
        if (has(causes, CertificateExpiredException.class)) {
            return Optional.of("the server's certificate has expired");
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return Optional.of("the server's certificate is not valid yet");
        }
        if (has(causes, CertPathBuilderException.class)) {
            return Optional.of("the server's certificate is not signed by a trusted CA");
        }
        Optional<String> otherName = ofAnotherName(causes);
        if (otherName.isPresent()) {
            return otherName.map(reason -> "the server's certificate is for another host name (" + reason + ")");
        }
        return causes.stream()
                .filter(SSLHandshakeException.class::isInstance)
                .reduce((first, last) -> last)
                .map(cause -> "the TLS handshake failed (" + cause.getMessage() + ")");
    }

    /** The failure and what caused it, the innermost last. */
    private static List<Throwable> causes(@Nullable Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        Throwable next = failure;
        while (next != null && causes.size() < MOST_CAUSES && !causes.contains(next)) {
            causes.add(next);
            next = next.getCause();
        }
        return causes;
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    /** The JDK's words for it, and those of PostgreSQL's JDBC driver. */
    private static Optional<String> ofAnotherName(List<Throwable> causes) {
        return causes.stream()
                .flatMap(cause -> cause.getMessage() == null
                        ? Stream.empty()
                        : Stream.of(cause.getMessage().strip()))
                .filter(text -> text.startsWith("No subject alternative")
                        || text.startsWith("No name matching")
                        || text.startsWith("The hostname "))
                .reduce((first, last) -> last);
    }
}

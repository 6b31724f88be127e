package io.atrium.kit.database;

import io.atrium.kit.tls.CertificateFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;

/** Trusts the CAs of a file, as the JDK does, and logs why a server is refused: Vert.x says only that the handshake failed. */
final class ReportingTrust extends X509ExtendedTrustManager {

    private static final Logger LOG = Logger.getLogger(ReportingTrust.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final X509ExtendedTrustManager delegate;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - SILENCE.toNanos());

    private ReportingTrust(X509ExtendedTrustManager delegate) {
        this.delegate = delegate;
    }

    /**
     * @param file certificates, in PEM
     * @throws IOException when it cannot be read
     * @throws GeneralSecurityException when there is no certificate in it
     */
    static ReportingTrust of(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("no certificate");
            }
            for (Certificate each : found) {
                store.setCertificateEntry(Integer.toString(store.size()), each);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return new ReportingTrust(Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new CertificateException("the JVM cannot verify certificates")));
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void reporting(Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            long last = told.get();
            long now = System.nanoTime();
            if (now - last >= SILENCE.toNanos() && told.compareAndSet(last, now)) {
                LOG.warnf(
                        "PostgreSQL is not connected to: %s",
                        CertificateFault.of(e).orElse(e.getMessage()));
            }
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        reporting(() -> delegate.checkServerTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        reporting(() -> delegate.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        reporting(() -> delegate.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        delegate.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        delegate.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        delegate.checkClientTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }
}

package io.atrium.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCommandTest {

    @TempDir
    Path folder;

    @Test
    void shouldMakeACertificateOfACaForThisMachineAndTheNamesAskedFor() throws Exception {
        // When
        CommandRun run = run("certificate --host atrium.test --host 192.0.2.7");

        // Then
        X509Certificate ca = read("ca.crt").get(0);
        List<X509Certificate> chain = read("server.crt");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(chain).hasSize(2).element(1).isEqualTo(ca);
        chain.get(0).verify(ca.getPublicKey());
        assertThat(chain.get(0).getSubjectAlternativeNames().stream().map(name -> (String) name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "atrium.test", "192.0.2.7");
        assertThat(chain.get(0).getBasicConstraints()).isEqualTo(-1);
        assertThat(run.out())
                .contains("GATEWAY_TLS_CERTIFICATE=" + file("server.crt"), "GATEWAY_TLS_KEY=" + file("server.key"));
    }

    @Test
    void shouldKeepTheServersKeyFromOthersAndTheCasFromEverybody() throws IOException {
        // When
        run("certificate");

        // Then
        assertThat(Files.getPosixFilePermissions(file("server.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder.resolve("state/certificate"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("ca.crt", "server.crt", "server.key");
        }
        assertThat(file("server.key")).content().containsOnlyOnce("BEGIN PRIVATE KEY");
    }

    private List<X509Certificate> read(String name) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file(name))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            return found.stream().map(X509Certificate.class::cast).toList();
        }
    }

    private Path file(String name) {
        return folder.resolve("state/certificate").resolve(name);
    }

    private CommandRun run(String line) {
        return CommandRun.of(folder, Map.of(), line);
    }
}

package io.atrium.kit.testing;

import io.atrium.kit.certificate.CertificateAuthority;
import io.atrium.kit.certificate.ServerCertificate;
import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.EmbeddedPostgres;
import io.atrium.kit.embedded.KafkaListener;
import io.atrium.kit.embedded.KafkaOptions;
import io.atrium.kit.embedded.PostgresOptions;
import io.atrium.kit.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL with {@code ssl=on} and a Kafka broker with SASL_SSL, each started when it is first asked for. Their
 * certificate is for {@code localhost} alone: to connect by {@link #OTHER_NAME} is to find a certificate of another host.
 */
public final class EncryptedServers implements AutoCloseable {

    /** An address of the servers that their certificate does not have. */
    public static final String OTHER_NAME = "127.0.0.1";

    /** The password of the user {@code atrium} of the broker. */
    public static final String PASSWORD = "a-password-of-kafka";

    private final Path folder;
    private final ServerCertificate certificate;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable EmbeddedKafka kafka;

    /** Makes the certificates. */
    public EncryptedServers() {
        try (CertificateAuthority ca = CertificateAuthority.create("The CA of a test");
                CertificateAuthority other = CertificateAuthority.create("Another CA")) {
            folder = Files.createTempDirectory("atrium-tls");
            certificate = ca.issue(List.of("localhost"));
            Files.writeString(ca(), ca.certificate());
            Files.writeString(otherCa(), other.certificate());
            Files.writeString(file("server.crt"), certificate.chain());
            Files.writeString(file("server.key"), certificate.key());
            // PostgreSQL takes no key that others can read.
            Files.setPosixFilePermissions(file("server.key"), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The certificate of the CA that signed the servers', in PEM. */
    public Path ca() {
        return file("ca.crt");
    }

    /** That of a CA that signed nothing. */
    public Path otherCa() {
        return file("other.crt");
    }

    /** With Atrium's databases and roles. */
    public synchronized EmbeddedPostgres postgres() {
        EmbeddedPostgres running = postgres;
        if (running == null) {
            running = EmbeddedPostgres.start(PostgresOptions.temporary()
                    .withSettings(Map.of(
                            "ssl", "on",
                            "ssl_cert_file", file("server.crt").toString(),
                            "ssl_key_file", file("server.key").toString())));
            postgres = running;
            running.bootstrap();
        }
        return running;
    }

    /** With Atrium's topics. */
    public synchronized EmbeddedKafka kafka() {
        EmbeddedKafka running = kafka;
        if (running == null) {
            running = EmbeddedKafka.start(KafkaOptions.temporary()
                    .withListener(KafkaListener.saslSsl(certificate, ca(), "atrium", PASSWORD)));
            kafka = running;
            running.createTopics();
        }
        return running;
    }

    /** The variables by which a service or a migration finds this PostgreSQL. */
    public Map<String, String> databaseVariables() {
        return Map.of(
                "DATABASE_HOST",
                "localhost",
                "DATABASE_PORT",
                Integer.toString(postgres().port()),
                "DATABASE_SSLMODE",
                "verify-full",
                "DATABASE_SSLROOTCERT",
                ca().toString());
    }

    /** The variables by which a service or the step {@code topics} finds this broker. */
    public Map<String, String> kafkaVariables() {
        Map<String, String> variables = new HashMap<>();
        kafka().clientSettings()
                .properties()
                .forEach((property, value) -> variables.put(KafkaSettings.variable(property), value));
        return variables;
    }

    @Override
    public synchronized void close() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}

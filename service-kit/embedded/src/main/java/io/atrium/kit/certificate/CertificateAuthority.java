package io.atrium.kit.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A CA that lives as long as this object: its key is in a temporary folder, and {@link #close} deletes it. What it has signed
 * stays good, and nobody can make it sign anything else.
 */
public final class CertificateAuthority implements AutoCloseable {

    private static final int DAYS = 397;
    private static final int MAX_SECONDS = 60;
    private static final int LINE = 64;
    private static final String PASSWORD = "STORE_PASSWORD";
    private static final String CA = "ca";

    private final Path folder;
    private final String password;
    private final String certificate;
    private int issued;

    private CertificateAuthority(Path folder, String password, String name) throws IOException {
        this.folder = folder;
        this.password = password;
        generate(CA, "CN=" + name, List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign"));
        this.certificate = pem(keytool(List.of("-exportcert", "-alias", CA, "-rfc")));
    }

    /**
     * Makes a CA with a new key (EC, P-256).
     *
     * @param name its common name
     * @throws CertificateException when the JDK's keytool cannot be run
     */
    public static CertificateAuthority create(String name) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        try {
            return new CertificateAuthority(
                    Files.createTempDirectory("atrium-ca"), HexFormat.of().formatHex(random), name);
        } catch (IOException e) {
            throw new CertificateException("A CA cannot be made: " + e.getMessage(), e);
        }
    }

    /** Its certificate, in PEM. */
    public String certificate() {
        return certificate;
    }

    /**
     * Makes a certificate for a server, with a key of its own.
     *
     * @param hosts host names and addresses, the first of which is the common name
     */
    public ServerCertificate issue(List<String> hosts) {
        String alias = "server" + ++issued;
        try {
            generate(alias, "CN=" + hosts.get(0), List.of());
            Path request = folder.resolve(alias + ".csr");
            Files.writeString(request, keytool(List.of("-certreq", "-alias", alias)));
            String names = hosts.stream()
                    .map(host -> (isAddress(host) ? "ip:" : "dns:") + host)
                    .collect(Collectors.joining(","));
            String signed = keytool(List.of(
                    "-gencert",
                    "-alias",
                    CA,
                    "-infile",
                    request.toString(),
                    "-rfc",
                    "-validity",
                    Integer.toString(DAYS),
                    "-ext",
                    "san=" + names,
                    "-ext",
                    "ku:c=digitalSignature",
                    "-ext",
                    "eku=serverAuth"));
            return new ServerCertificate(pem(signed) + certificate, key(alias));
        } catch (IOException e) {
            throw new CertificateException("A certificate cannot be made: " + e.getMessage(), e);
        }
    }

    /** Deletes the CA's key, and those of the servers where they are not kept elsewhere. */
    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new CertificateException("The CA's key in " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private void generate(String alias, String name, List<String> extensions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                Integer.toString(DAYS),
                "-dname",
                name));
        arguments.addAll(extensions);
        keytool(arguments);
    }

    private String key(String alias) throws IOException {
        try (InputStream in = Files.newInputStream(store())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            byte[] key = store.getKey(alias, password.toCharArray()).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + base64(key) + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new CertificateException("The key of a certificate cannot be read: " + e.getMessage(), e);
        }
    }

    private String keytool(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-Xshare:auto"));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store().toString(), "-storetype", "PKCS12", "-storepass:env", PASSWORD));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put(PASSWORD, password);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            Process process = builder.start();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CertificateException("keytool did not end within " + MAX_SECONDS + " s.", null);
            }
            String said = Files.readString(out, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new CertificateException(
                        "keytool failed: " + said.strip()
                                + Files.readString(err).strip(),
                        null);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CertificateException("Interrupted while keytool ran.", e);
        }
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static String pem(String text) {
        return text.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes);
    }
}

package io.atrium.local.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 fingerprints of built applications, 32 hexadecimal digits of them. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Of the project's own code in an application: its jars and the kit's, by content. */
    public static String ofCode(Path application) throws IOException {
        MessageDigest digest = digest();
        for (Path file : files(application)) {
            boolean own = file.startsWith(application.resolve("app"))
                    || file.getFileName().toString().startsWith("io.atrium.");
            if (own) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return hex(digest);
    }

    /** Of what a JVM starts: this Java, the flags, and the name, size and time of each file of the application. */
    static String ofStart(Path application, List<Path> flags) throws IOException {
        MessageDigest digest = digest();
        digest.update(line(System.getProperty("java.home"), System.getProperty("java.vm.version")));
        for (Path file : flags) {
            digest.update(Files.readAllBytes(file));
        }
        for (Path file : files(application)) {
            digest.update(line(file.toString(), Files.size(file), Files.getLastModifiedTime(file)));
        }
        return hex(digest);
    }

    private static byte[] line(Object... fields) {
        return (Arrays.toString(fields) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

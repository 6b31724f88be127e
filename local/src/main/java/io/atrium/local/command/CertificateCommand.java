package io.atrium.local.command;

import io.atrium.kit.certificate.CertificateAuthority;
import io.atrium.kit.certificate.ServerCertificate;
import io.atrium.local.console.Console;
import io.atrium.local.settings.GatewayCertificate;
import io.atrium.local.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code certificate}: a certificate for HTTPS on this machine. */
@Command(
        name = "certificate",
        header = "Make a certificate for https://localhost.",
        description = "Makes a CA and a certificate of it for localhost, 127.0.0.1 and ::1, valid for 397 days, and"
                + " says how to use them. Whoever is to trust it gets ca.crt. The key of the CA is not kept: it can sign"
                + " nothing else. Earlier files are replaced.",
        exitCodeList = {
            "0:The certificate is made.",
            "1:It could not be made or written; standard error says why.",
            "2:The command line is wrong; nothing was made."
        },
        footer = {"  ./atrium certificate", "  ./atrium certificate --host atrium.test --host 192.0.2.7"})
final class CertificateCommand implements Callable<Integer> {

    private final Home home;
    private final Console console;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "A further host name or address that the certificate is for.")
    private List<String> hosts = new ArrayList<>();

    CertificateCommand(Context context) {
        this.home = context.home();
        this.console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
        names.addAll(hosts);
        Path folder = Files.createDirectories(home.certificate());
        try (CertificateAuthority ca = CertificateAuthority.create("Atrium development CA")) {
            ServerCertificate made = ca.issue(names);
            write(folder.resolve("ca.crt"), ca.certificate(), "rw-r--r--");
            write(folder.resolve("server.crt"), made.chain(), "rw-r--r--");
            write(folder.resolve("server.key"), made.key(), "rw-------");
        }
        console.print("A certificate for " + String.join(", ", names) + " is in " + folder + ".");
        console.print("HTTPS at the gateway, by the environment or by .env:");
        console.print("  " + GatewayCertificate.CERTIFICATE + "=" + folder.resolve("server.crt"));
        console.print("  " + GatewayCertificate.KEY + "=" + folder.resolve("server.key"));
        console.print("A client that trusts it: curl --cacert " + folder.resolve("ca.crt") + " https://localhost:…");
        return 0;
    }

    /** Beside its place and then moved there: nobody reads half of a file, or a key before its rights are set. */
    private static void write(Path file, String text, String rights) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half);
        if (Files.getFileStore(half).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString(rights));
        }
        Files.writeString(half, text);
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

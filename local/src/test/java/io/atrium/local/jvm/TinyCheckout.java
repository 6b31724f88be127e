package io.atrium.local.jvm;

import io.atrium.local.deployment.Repository;
import io.atrium.local.process.ChildProcess;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A checkout in which audit-service is {@link TinyService}, with the repository's own flags and script. */
record TinyCheckout(Home home, Part part) {

    private static final Part AUDIT = Part.of("audit-service").orElseThrow();

    static TinyCheckout in(Path folder) throws IOException {
        Path flags = Files.createDirectories(folder.resolve("deploy/java"));
        try (Stream<Path> files = Files.list(Repository.file("deploy/java"))) {
            for (Path file : files.toList()) {
                Files.copy(file, flags.resolve(file.getFileName()));
            }
        }
        Home home = Home.of(folder, Map.of());
        home.prepare();
        TinyCheckout checkout = new TinyCheckout(home, AUDIT);
        checkout.build("first build");
        return checkout;
    }

    /** Makes the jar anew, with something in it that only this build has. */
    void build(String content) throws IOException {
        Files.createDirectories(home.application(part));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        String name = TinyService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(home.jar(part));
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream code = Objects.requireNonNull(
                        TinyService.class.getClassLoader().getResourceAsStream(name))) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
            jar.putNextEntry(new JarEntry("build.txt"));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    ClassArchive archive() {
        return new ClassArchive(part, home);
    }

    /**
     * Runs the service with an argument, so that it ends.
     *
     * @param flag the argument that names the archive
     * @return what it wrote, and where its classes came from
     */
    String run(String flag) throws IOException, InterruptedException {
        Path loaded = home.logs().resolve("loaded.txt");
        Path log = home.logs().resolve("run.log");
        Files.deleteIfExists(log);
        Files.deleteIfExists(loaded);
        List<String> command =
                new ArrayList<>(List.of(JavaCommand.java().toString(), flag, "-Xlog:class+load:file=" + loaded));
        command.addAll(JavaCommand.flags(part, home));
        command.add("end");
        int exit = ChildProcess.start(command, Map.of(), home.folder(), log).await(Duration.ofSeconds(60));
        return "exit " + exit + "\n" + Files.readString(log) + Files.readString(loaded);
    }
}

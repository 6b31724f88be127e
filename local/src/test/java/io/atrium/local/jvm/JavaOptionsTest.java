package io.atrium.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.deployment.Repository;
import io.atrium.local.process.ChildProcess;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The flags of {@code deploy/java}: the only ones, of {@code ./atrium} and of the images. */
class JavaOptionsTest {

    @TempDir
    Path folder;

    static Stream<Part> ofOurs() {
        return Part.WITH_JVM.stream().filter(part -> part.kind() != Part.Kind.KAFKA);
    }

    @ParameterizedTest
    @MethodSource("ofOurs")
    void shouldGiveAServiceTheFlagsOfTheImages(Part part) throws IOException {
        Home home = Home.of(folder, Map.of());
        Path flags = home.deployment("java");

        List<String> command = JavaCommand.service(part, home, new TinyCheckout(home, part).archive());

        assertThat(command)
                .containsSubsequence(
                        "@" + flags.resolve("common.options"),
                        "@" + flags.resolve(part.label() + ".options"),
                        "@" + flags.resolve("laptop.options"),
                        "-jar");
        assertThat(command).noneMatch(argument -> argument.startsWith("-X"));
    }

    @ParameterizedTest
    @MethodSource("ofOurs")
    void shouldBeFlagsThatThisJvmKnows(Part part) throws IOException {
        List<String> command = new ArrayList<>(List.of(JavaCommand.java().toString()));
        for (String file : List.of("common", part.label(), "laptop")) {
            command.add("@" + Repository.file("deploy/java/" + file + ".options"));
        }
        command.add("-version");

        int exit = ChildProcess.start(command, Map.of(), folder, folder.resolve("log"))
                .await(Duration.ofSeconds(60));

        assertThat(exit).isZero();
    }

    @Test
    void shouldLetBothCompilersRun() {
        for (String file : List.of("common", "laptop", "gateway", "identity-service")) {
            assertThat(Repository.text("deploy/java/" + file + ".options")).doesNotContain("TieredStopAtLevel");
        }
    }
}

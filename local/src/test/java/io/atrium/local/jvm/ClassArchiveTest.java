package io.atrium.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a small application's classes, made and used by this JVM. */
class ClassArchiveTest {

    private static final String STARTED = "started in";
    private static final String FROM_ARCHIVE = "TinyService source: shared objects file";

    @TempDir
    Path folder;

    private TinyCheckout checkout;

    @BeforeEach
    void prepare() throws IOException {
        checkout = TinyCheckout.in(folder);
    }

    @Test
    void shouldBeUsedByTheNextStart() throws IOException, InterruptedException {
        // Given
        assertThat(checkout.archive().flag()).isEmpty();

        // When
        boolean made = checkout.archive().make(process -> {});

        // Then
        assertThat(made).as(() -> log()).isTrue();
        assertThat(checkout.run(flag())).startsWith("exit 0").contains(STARTED, FROM_ARCHIVE);
    }

    @Test
    void shouldNotBeAskedForOnceTheServiceIsBuiltAgain() throws IOException, InterruptedException {
        // Given
        checkout.archive().make(process -> {});

        // When
        checkout.build("the second build");

        // Then
        assertThat(checkout.archive().flag()).isEmpty();
    }

    @Test
    void shouldStartAllTheSameWithOneOfAnEarlierBuild() throws IOException, InterruptedException {
        // Given
        checkout.archive().make(process -> {});
        String stale = flag();

        // When
        checkout.build("the second build");

        // Then
        assertThat(checkout.run(stale)).startsWith("exit 0").contains(STARTED).doesNotContain(FROM_ARCHIVE);
    }

    @Test
    void shouldNotBeAskedForWhenItsEndIsMissing() throws IOException, InterruptedException {
        // Given
        checkout.archive().make(process -> {});

        // When
        try (FileChannel file = FileChannel.open(archiveFile(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }

        // Then
        assertThat(checkout.archive().flag()).isEmpty();
    }

    @Test
    void shouldStartAllTheSameWithOneThatIsSomethingElse() throws IOException, InterruptedException {
        // Given
        checkout.archive().make(process -> {});

        // When
        Files.write(archiveFile(), new byte[(int) Files.size(archiveFile())]);

        // Then
        assertThat(checkout.run(flag())).startsWith("exit 0").contains(STARTED).doesNotContain(FROM_ARCHIVE);
    }

    @Test
    void shouldRemoveThoseOfEarlierBuilds() throws IOException, InterruptedException {
        // Given
        checkout.archive().make(process -> {});
        Path first = archiveFile();
        checkout.build("the second build");

        // When
        checkout.archive().make(process -> {});

        // Then
        assertThat(first).doesNotExist();
        assertThat(checkout.archive().flag()).isPresent();
    }

    private String flag() throws IOException {
        return checkout.archive().flag().orElseThrow();
    }

    private Path archiveFile() throws IOException {
        String options = flag().substring(1);
        Path file = Path.of(options.substring(0, options.length() - ".options".length()));
        assertThat(file.toFile().setWritable(true)).isTrue();
        return file;
    }

    private String log() {
        try (Stream<Path> logs = Files.list(checkout.home().logs())) {
            StringBuilder all = new StringBuilder();
            for (Path log : logs.toList()) {
                all.append(Files.readString(log));
            }
            return all.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}

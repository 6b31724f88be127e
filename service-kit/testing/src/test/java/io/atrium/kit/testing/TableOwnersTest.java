package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableOwnersTest {

    @TempDir
    Path module;

    @BeforeEach
    void makeAModule() throws IOException {
        write("src/main/resources/db/migration/V001__tables.sql", """
                CREATE TABLE note (
                    id uuid
                );
                CREATE TABLE job (
                    id uuid
                );
                CREATE TABLE gone (
                    id uuid
                );
                CREATE TABLE job_2026 PARTITION OF job DEFAULT;
                """);
        write("src/main/resources/db/migration/V002__gone.sql", "DROP TABLE gone;");
        write("src/main/java/a/note/NoteEntity.java", "@Table(name = \"note\") class NoteEntity {}");
        write(
                "src/main/java/a/job/Jobs.java",
                "/** FROM note */ class Jobs {\n// FROM note\nString s = \"DELETE FROM job\"; }");
    }

    @Test
    void shouldFindNothingWhenAllIsDeclared() throws IOException {
        declare("# table feature way\nnote note hibernate\njob job sql\n");

        assertThat(TableOwners.differences(module)).isEmpty();
    }

    @Test
    void shouldNameAFeatureThatReachesTheTableOfAnother() throws IOException {
        declare("note note hibernate\njob job sql\n");
        write("src/main/java/a/job/Peek.java", "class Peek { String s = \"SELECT 1 FROM x JOIN note n ON true\"; }");

        assertThat(TableOwners.differences(module))
                .containsExactly(
                        "Not in the file: note is reached by job",
                        "Not in the file: note is reached by way of both",
                        "In the file alone: note is reached by way of hibernate");
    }

    @Test
    void shouldAllowWhatIsDeclaredWithItsReason() throws IOException {
        declare("note note both\n  job: counts the notes of a job\njob job sql\n");
        write("src/main/java/a/job/Peek.java", "class Peek { String s = \"SELECT 1 FROM note\"; }");

        assertThat(TableOwners.differences(module)).isEmpty();
    }

    @Test
    void shouldNameWhatIsDeclaredAndNoLongerSo() throws IOException {
        declare("note note hibernate\n  job: counts the notes of a job\njob job sql\n");

        assertThat(TableOwners.differences(module)).containsExactly("In the file alone: note is reached by job");
    }

    @Test
    void shouldNameATableWithoutAnOwner() throws IOException {
        declare("job job sql\n");

        assertThat(TableOwners.differences(module)).contains("Not in the file: note is reached by note");
    }

    @Test
    void shouldRefuseAnExceptionWithoutAReason() throws IOException {
        declare("note note hibernate\n  job\njob job sql\n");

        assertThatThrownBy(() -> TableOwners.differences(module)).hasMessageContaining("gives no reason:   job");
    }

    private void declare(String owners) throws IOException {
        write("src/test/resources/table-owners.txt", owners);
    }

    private void write(String file, String text) throws IOException {
        Path path = module.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

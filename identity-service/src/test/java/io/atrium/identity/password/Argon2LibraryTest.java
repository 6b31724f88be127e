package io.atrium.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2LibraryTest {

    private static final Argon2Library JAVA = new JavaArgon2();

    @Test
    void shouldLoadLibargon2OnTheMachinesThatTestsRunOn() {
        // When
        Optional<Argon2Library> loaded = NativeArgon2.load();

        // Then
        assertThat(loaded).map(Argon2Library::name).hasValue("libargon2");
        assertThat(Argon2Library.best().name()).isEqualTo("libargon2");
    }

    @ParameterizedTest
    @CsvSource({
        "four words and a comma, 19456, 2, 1, 16, 32",
        "'', 64, 1, 1, 16, 32",
        "пароль из четырёх слов, 256, 3, 4, 8, 64",
        // less than RFC 9106 allows: memory of a lane, the salt
        "password, 8, 1, 2, 16, 32",
        "password, 64, 1, 1, 4, 32"
    })
    void shouldComputeTheSameByBoth(
            String password, int memory, int iterations, int parallelism, int saltBytes, int length) {
        // Given
        Argon2Library nativeLibrary = NativeArgon2.load().orElseThrow();
        Argon2id cost = new Argon2id(memory, iterations, parallelism);
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        byte[] salt = new byte[saltBytes];
        salt[0] = 7;

        // When
        byte[] hash = nativeLibrary.derive(bytes, salt, cost, length);

        // Then
        assertThat(hash).isEqualTo(JAVA.derive(bytes, salt, cost, length)).hasSize(length);
    }

    @Test
    void shouldComputeForManyThreadsAtOnce() {
        // Given
        Argon2Library library = Argon2Library.best();
        Argon2id cost = new Argon2id(256, 1, 1);
        List<CompletableFuture<byte[]>> hashes = new ArrayList<>();

        // When
        for (int i = 0; i < 64; i++) {
            byte[] password = {(byte) i};
            hashes.add(CompletableFuture.supplyAsync(() -> library.derive(password, new byte[16], cost, 32)));
        }

        // Then
        for (int i = 0; i < hashes.size(); i++) {
            assertThat(hashes.get(i).join()).isEqualTo(JAVA.derive(new byte[] {(byte) i}, new byte[16], cost, 32));
        }
    }
}

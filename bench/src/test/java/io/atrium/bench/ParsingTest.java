package io.atrium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsingTest {

    @Test
    void shouldReadCpuTimeOfProcessWhoseNameHasBracketsAndSpaces() {
        // Given
        String line = "7 (a) S (b) R 1 7 7 0 -1 4194304 10 20 30 40 500 60 7 8 20 0 1 0 99 1 2 3";

        // When
        ProcessCpu.Stat stat = ProcessCpu.Stat.parse(line);

        // Then
        assertThat(stat).isEqualTo(new ProcessCpu.Stat(560, 15));
    }

    @Test
    void shouldFindRefreshTokenInAnswer() {
        // Given
        String answer =
                "HTTP/1.1 200 OK\r\n\r\n{\"access_token\":\"a.b\",\"refresh_token\":\"r-1\",\"expires_in\":1800}";

        // When
        String token = IdentityTenant.refreshToken(answer);

        // Then
        assertThat(token).isEqualTo("r-1");
    }

    @Test
    void shouldWriteLengthOfBodyInBytes() {
        // When
        String request =
                new String(RawRequest.json("PATCH", "/api/v1/users/1", "t", "{\"a\":\"ä\"}"), StandardCharsets.UTF_8);

        // Then
        assertThat(request)
                .isEqualTo("PATCH /api/v1/users/1 HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n"
                        + "Authorization: Bearer t\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n"
                        + "{\"a\":\"ä\"}");
    }

    @Test
    void shouldCountLatenciesByRank() {
        // Given
        long[] sorted = new long[100];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (i + 1) * 1_000_000L;
        }

        // When
        LoadGenerator.Round round = LoadGenerator.Round.of(2_000_000_000L, sorted);

        // Then
        assertThat(round).isEqualTo(new LoadGenerator.Round(100, 50.0, 51.0, 100.0));
    }

    @Test
    void shouldSendEachPreparedRequestOnceAndNoMore() {
        // Given
        Requests requests = Requests.each(List.of(new byte[] {1}, new byte[] {2}));

        // When
        byte[] first = requests.next(0);
        byte[] second = requests.next(1);
        byte[] third = requests.next(0);

        // Then
        assertThat(first).containsExactly(1);
        assertThat(second).containsExactly(2);
        assertThat(third).isNull();
    }
}

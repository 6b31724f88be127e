package io.atrium.webhook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.SignatureScheme;
import io.atrium.webhook.signature.SignatureSettings;
import io.atrium.webhook.signature.SignatureVerifiers;
import io.atrium.webhook.signature.SigningSecret;
import io.atrium.webhook.signature.VerifyTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SourceSharesTest {

    private static final int RECORD = 700;
    private static final long MOST = 200_000;

    private final UUID loud = UUID.randomUUID();
    private final UUID quiet = UUID.randomUUID();
    private final SourceShares shares = new SourceShares(MOST);

    @Test
    void shouldLeaveOutSourcesOfWhoeverHasMost() {
        // Given
        SourceEntry early = put(quiet, "early");
        List<SourceEntry> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(put(loud, "source-" + i));
        }

        // When
        SourceEntry late = put(quiet, "late");

        // Then
        assertThat(shares.held()).isLessThanOrEqualTo(MOST);
        assertThat(early.source()).isNotNull();
        assertThat(late.source()).isNotNull();
        assertThat(many.get(0).source()).isNotNull();
        assertThat(many).filteredOn(entry -> entry.source() == null).hasSize((int) shares.leftOut());
        assertThat(shares.leftOut()).isGreaterThan(400);
        assertThat(shares.isIncomplete(loud.toString())).isTrue();
        assertThat(shares.isIncomplete(quiet.toString())).isFalse();
    }

    @Test
    void shouldCountAChangedSourceOnceAndARemovedOneNotAtAll() {
        // Given
        put(loud, "one");
        long one = shares.held();
        put(loud, "one");
        put(loud, "two");

        // When
        shares.remove(loud + "/two");

        // Then
        assertThat(shares.held()).isEqualTo(one);
        shares.remove(loud + "/two");
        shares.remove(loud + "/one");
        assertThat(shares.held()).isZero();
    }

    @Test
    void shouldBeCompleteAgainWhenWhatWasLeftOutIsThereOrRemoved() {
        // Given
        for (int i = 0; i < 60; i++) {
            put(loud, "source-" + i);
        }
        UUID other = UUID.randomUUID();
        List<String> leftOut = new ArrayList<>();
        while (leftOut.size() < 2) {
            String name = "more-" + shares.leftOut() + "-" + shares.held();
            if (put(other, name).source() == null) {
                leftOut.add(name);
            }
        }
        for (int i = 0; i < 60; i++) {
            shares.remove(loud + "/source-" + i);
        }
        assertThat(shares.isIncomplete(other.toString())).isTrue();

        // When
        put(other, leftOut.get(0));
        shares.remove(other + "/" + leftOut.get(1));

        // Then
        assertThat(shares.isIncomplete(other.toString())).isFalse();
        assertThat(shares.isIncomplete(loud.toString())).isFalse();
    }

    private SourceEntry put(UUID organization, String name) {
        String key = organization + "/" + name;
        List<SigningSecret> secrets = List.of(new SigningSecret("key", null));
        SourceEntry entry = new SourceEntry(
                new WebhookSource(
                        organization,
                        name,
                        SignatureVerifiers.of(SignatureScheme.GITHUB, SignatureSettings.NONE, secrets),
                        new SourceHandshakes(false, VerifyTokens.NONE),
                        null,
                        BodyPointer.of("/data/id")),
                RECORD);
        shares.put(key, entry);
        return entry;
    }
}

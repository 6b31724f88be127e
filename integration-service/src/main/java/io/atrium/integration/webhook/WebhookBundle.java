package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events of one organization and source, as one value: the version of the form, how many they are, and of each the id,
 * the time of receipt, the texts and the body, each text and body with its length before it (-1: there is none).
 */
record WebhookBundle(UUID organizationId, String source, List<ReceivedWebhook> events) {

    private static final byte FORM = 1;
    /** Of an event beside its body, about. */
    private static final int HEAD = 160;

    WebhookBundle {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("A bundle has events");
        }
    }

    OffsetDateTime oldest() {
        return events.stream()
                .map(ReceivedWebhook::receivedAt)
                .min(OffsetDateTime::compareTo)
                .orElseThrow();
    }

    byte[] content() {
        int size =
                events.stream().mapToInt(event -> event.payload().length + HEAD).sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeInt(events.size());
            for (ReceivedWebhook event : events) {
                write(out, event);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Memory can be written", e);
        }
        return bytes.toByteArray();
    }

    static WebhookBundle of(UUID organizationId, String source, byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() != FORM) {
                throw new IllegalArgumentException("A bundle of a form that is not known");
            }
            int count = in.readInt();
            List<ReceivedWebhook> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(read(in, organizationId, source));
            }
            return new WebhookBundle(organizationId, source, events);
        } catch (IOException e) {
            // without its cause: nothing was read but memory, and an IOException stands for a connection that broke
            throw new IllegalArgumentException("A bundle that ends too early: " + e);
        }
    }

    private static void write(DataOutputStream out, ReceivedWebhook event) throws IOException {
        out.writeLong(event.eventId().getMostSignificantBits());
        out.writeLong(event.eventId().getLeastSignificantBits());
        out.writeLong(event.receivedAt().toEpochSecond());
        out.writeInt(event.receivedAt().getNano());
        write(out, event.providerEventId());
        write(out, event.entityId());
        write(out, event.clientIp());
        write(out, event.contentType());
        write(out, event.payload());
    }

    private static ReceivedWebhook read(DataInputStream in, UUID organizationId, String source) throws IOException {
        UUID eventId = new UUID(in.readLong(), in.readLong());
        OffsetDateTime receivedAt =
                Instant.ofEpochSecond(in.readLong(), in.readInt()).atOffset(ZoneOffset.UTC);
        String providerEventId = required(text(in));
        String entityId = text(in);
        String clientIp = text(in);
        String contentType = text(in);
        return new ReceivedWebhook(
                organizationId,
                eventId,
                source,
                providerEventId,
                entityId,
                clientIp,
                contentType,
                required(bytes(in)),
                receivedAt);
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        write(out, text == null ? null : text.getBytes(UTF_8));
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        byte[] bytes = bytes(in);
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("Too short");
        }
        return bytes;
    }

    private static <T> T required(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("Missing");
        }
        return value;
    }
}

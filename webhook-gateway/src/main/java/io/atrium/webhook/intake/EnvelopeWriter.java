package io.atrium.webhook.intake;

import io.atrium.contracts.EventAttributes;
import io.atrium.contracts.WebhookReceived;
import io.atrium.webhook.source.WebhookSource;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a delivery as {@link WebhookReceived} travels, byte by byte into memory that a thread uses again. What is the
 * same for every delivery of a source was written once, with the source.
 */
final class EnvelopeWriter {

    private static final FastThreadLocal<EnvelopeWriter> PER_THREAD = new FastThreadLocal<>() {
        @Override
        protected EnvelopeWriter initialValue() {
            return new EnvelopeWriter();
        }
    };

    private static final int KEPT = 64 * 1024;
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] ID = ascii("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] TIME = ascii("\",\"time\":\"");
    private static final byte[] PROVIDER_EVENT_ID = attribute(WebhookReceived.PROVIDER_EVENT_ID);
    private static final byte[] ENTITY_ID = attribute(WebhookReceived.ENTITY_ID);
    private static final byte[] CLIENT_IP = attribute(WebhookReceived.CLIENT_IP);
    private static final byte[] TRACE_PARENT = attribute(EventAttributes.TRACE_PARENT);
    private static final byte[] CONTENT_TYPE = attribute("datacontenttype");
    private static final byte[] DATA = ascii(",\"data_base64\":\"");

    private byte[] bytes = new byte[8 * 1024];
    private int length;
    private long second = Long.MIN_VALUE;
    private byte[] secondText = {};

    private EnvelopeWriter() {}

    /** The calling thread's writer. */
    static EnvelopeWriter get() {
        return PER_THREAD.get();
    }

    /** The event's bytes. */
    byte[] write(WebhookSource source, UUID eventId, ReceivedEvent event) {
        length = 0;
        append(ID);
        append(eventId);
        append(TIME);
        time(event.receivedAt());
        append(source.envelope());
        member(PROVIDER_EVENT_ID, event.providerEventId());
        member(ENTITY_ID, event.entityId());
        member(CLIENT_IP, event.clientIp());
        member(TRACE_PARENT, event.traceParent());
        member(CONTENT_TYPE, event.contentType());
        append(DATA);
        append(Base64.getEncoder().encode(event.body()));
        append((byte) '"');
        append((byte) '}');
        byte[] written = Arrays.copyOf(bytes, length);
        if (bytes.length > KEPT) {
            bytes = new byte[8 * 1024];
        }
        return written;
    }

    private void member(byte[] name, @Nullable String value) {
        if (value != null) {
            append(name);
            text(value);
        }
    }

    @SuppressWarnings("deprecation") // the one copy of a string's low bytes without an array between
    private void text(String value) {
        int chars = value.length();
        reserve(6 * chars + 2);
        bytes[length++] = '"';
        if (plain(value)) {
            value.getBytes(0, chars, bytes, length);
            length += chars;
        } else {
            escape(value);
        }
        bytes[length++] = '"';
    }

    private static boolean plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Escapes all but plain ASCII, so that lone surrogates stay JSON too. */
    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else {
                bytes[length++] = '\\';
                bytes[length++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[length++] = HEX[c >> shift & 0xf];
                }
            }
        }
    }

    private void append(UUID id) {
        reserve(36);
        length = hex(id.getMostSignificantBits(), 64, 32);
        bytes[length++] = '-';
        length = hex(id.getMostSignificantBits(), 32, 16);
        bytes[length++] = '-';
        length = hex(id.getMostSignificantBits(), 16, 0);
        bytes[length++] = '-';
        length = hex(id.getLeastSignificantBits(), 64, 48);
        bytes[length++] = '-';
        length = hex(id.getLeastSignificantBits(), 48, 0);
    }

    private int hex(long value, int from, int to) {
        int at = length;
        for (int shift = from - 4; shift >= to; shift -= 4) {
            bytes[at++] = HEX[(int) (value >> shift) & 0xf];
        }
        return at;
    }

    private void time(long millis) {
        long now = Math.floorDiv(millis, 1000L);
        if (now != second) {
            String text =
                    Instant.ofEpochSecond(now).truncatedTo(ChronoUnit.SECONDS).toString();
            secondText = ascii(text.substring(0, text.length() - 1));
            second = now;
        }
        append(secondText);
        reserve(5);
        int fraction = (int) Math.floorMod(millis, 1000L);
        bytes[length++] = '.';
        bytes[length++] = HEX[fraction / 100];
        bytes[length++] = HEX[fraction / 10 % 10];
        bytes[length++] = HEX[fraction % 10];
        bytes[length++] = 'Z';
    }

    private void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void append(byte one) {
        reserve(1);
        bytes[length++] = one;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private static byte[] attribute(String name) {
        return ascii(",\"" + name + "\":");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

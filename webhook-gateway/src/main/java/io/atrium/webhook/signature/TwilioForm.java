package io.atrium.webhook.signature;

import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form in the order in which Twilio signs them: sorted by name, then by value, the same pair once. Nothing
 * is copied: a field is four positions in the body, which is decoded while it is compared and signed. So a form takes at
 * most {@value #MOST_FIELDS} small objects, however long it is.
 */
final class TwilioForm {

    private static final int MOST_FIELDS = SignatureVerifier.MOST_FORM_FIELDS;
    private static final int CHUNK = 1024;

    private final byte[] body;
    private final List<Field> fields = new ArrayList<>();

    private TwilioForm(byte[] body) {
        this.body = body;
    }

    private record Field(int nameStart, int nameEnd, int valueStart, int valueEnd) {}

    /** Whether it has more fields than are read; nothing is kept for that. */
    static boolean hasTooManyFields(byte[] body) {
        int fields = 0;
        int start = 0;
        while (start < body.length && fields <= MOST_FIELDS) {
            int end = end(body, start);
            fields += end > start ? 1 : 0;
            start = end + 1;
        }
        return fields > MOST_FIELDS;
    }

    /**
     * Reads a form that has not too many fields.
     *
     * @return {@code null} when a % begins no escape
     */
    static @Nullable TwilioForm of(byte[] body) {
        TwilioForm form = new TwilioForm(body);
        int start = 0;
        while (start < body.length) {
            int end = end(body, start);
            if (end > start && !form.add(start, end)) {
                return null;
            }
            start = end + 1;
        }
        form.fields.sort(form::compare);
        return form;
    }

    /** Signs the names and values, decoded. */
    void update(Mac mac) {
        byte[] chunk = new byte[CHUNK];
        int filled = 0;
        Field before = null;
        for (Field field : fields) {
            if (before == null || compare(before, field) != 0) {
                filled = update(mac, chunk, filled, field.nameStart(), field.nameEnd());
                filled = update(mac, chunk, filled, field.valueStart(), field.valueEnd());
            }
            before = field;
        }
        mac.update(chunk, 0, filled);
    }

    private int update(Mac mac, byte[] chunk, int filled, int start, int end) {
        int length = filled;
        for (int i = start; i < end; i = after(i)) {
            if (length == chunk.length) {
                mac.update(chunk);
                length = 0;
            }
            chunk[length++] = (byte) octet(i);
        }
        return length;
    }

    private boolean add(int start, int end) {
        int equals = start;
        while (equals < end && body[equals] != '=') {
            equals++;
        }
        fields.add(new Field(start, equals, Math.min(equals + 1, end), end));
        return isEscaped(start, equals) && isEscaped(Math.min(equals + 1, end), end);
    }

    private boolean isEscaped(int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] == '%' && (i + 2 >= end || digit(body[i + 1]) < 0 || digit(body[i + 2]) < 0)) {
                return false;
            }
        }
        return true;
    }

    private int compare(Field a, Field b) {
        int names = compare(a.nameStart(), a.nameEnd(), b.nameStart(), b.nameEnd());
        return names != 0 ? names : compare(a.valueStart(), a.valueEnd(), b.valueStart(), b.valueEnd());
    }

    /** By code points: UTF-8 sorts as they do. */
    private int compare(int start, int end, int otherStart, int otherEnd) {
        int i = start;
        int j = otherStart;
        while (i < end && j < otherEnd) {
            int difference = octet(i) - octet(j);
            if (difference != 0) {
                return difference;
            }
            i = after(i);
            j = after(j);
        }
        return Boolean.compare(i < end, j < otherEnd);
    }

    private int octet(int index) {
        byte octet = body[index];
        if (octet == '%') {
            return digit(body[index + 1]) << 4 | digit(body[index + 2]);
        }
        return octet == '+' ? ' ' : octet & 0xff;
    }

    private int after(int index) {
        return body[index] == '%' ? index + 3 : index + 1;
    }

    private static int end(byte[] body, int start) {
        int end = start;
        while (end < body.length && body[end] != '&') {
            end++;
        }
        return end;
    }

    private static int digit(byte octet) {
        return Character.digit((char) (octet & 0x7f), 16) | (octet >> 31);
    }
}

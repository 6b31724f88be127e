package io.atrium.webhook.signature;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How signatures are written; what does not decode is {@code null}, never an exception. */
enum Encodings {
    HEX {
        @Override
        byte @Nullable [] decode(String text) {
            int length = text.length();
            if (length == 0 || (length & 1) != 0) {
                return null;
            }
            byte[] bytes = new byte[length / 2];
            for (int i = 0; i < bytes.length; i++) {
                int high = digit(text.charAt(2 * i));
                int low = digit(text.charAt(2 * i + 1));
                if ((high | low) < 0) {
                    return null;
                }
                bytes[i] = (byte) (high << 4 | low);
            }
            return bytes;
        }
    },
    BASE64 {
        @Override
        byte @Nullable [] decode(String text) {
            if (text.isEmpty()) {
                return null;
            }
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    };

    abstract byte @Nullable [] decode(String text);

    static Encodings of(@Nullable String name) {
        if (name == null || name.equals("hex")) {
            return HEX;
        }
        if (name.equals("base64")) {
            return BASE64;
        }
        throw new IllegalArgumentException("unknown encoding " + name);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}

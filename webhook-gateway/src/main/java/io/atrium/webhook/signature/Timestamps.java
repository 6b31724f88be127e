package io.atrium.webhook.signature;

/** Signed timestamps: unsigned decimal seconds since the epoch, nothing else. */
final class Timestamps {

    private static final int LONGEST = 12;

    private Timestamps() {}

    /** The seconds, or −1 for what is no such number. */
    static long parse(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** That a timestamp is not in seconds is told to nobody but who has signed it. */
    static Verdict verdict(boolean matches, boolean inSeconds) {
        if (inSeconds) {
            return matches ? Verdict.VALID : Verdict.MISMATCH;
        }
        return matches ? Verdict.TIMESTAMP_NOT_SECONDS : Verdict.MALFORMED;
    }

    static boolean stale(long timestamp, long now) {
        return Math.abs(now - timestamp) > SignatureVerifier.TOLERANCE_SECONDS;
    }
}

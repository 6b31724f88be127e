package io.atrium.webhook.intake;

/** What a handshake may ask to be sent back: short, printable, and without the characters of which markup is made. */
final class HandshakeText {

    private static final int LONGEST = 1024;

    private HandshakeText() {}

    static boolean isGood(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '<' && c != '>');
    }
}

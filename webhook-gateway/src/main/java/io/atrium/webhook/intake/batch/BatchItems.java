package io.atrium.webhook.intake.batch;

import io.atrium.kit.problem.ErrorCode;
import java.util.Arrays;

/**
 * Where the items of a body stand. A JSON array is split at the commas between its elements, NDJSON at the ends of its
 * lines, without the white space around them. That is all that is looked at here: whether an item is JSON is the item's
 * own affair, so that one that is not leaves the others alone.
 */
final class BatchItems {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final byte[] body;
    private final int most;
    private int[] bounds = new int[64];
    private int count;
    private int at;

    private BatchItems(byte[] body, int most) {
        this.body = body;
        this.most = most;
        boolean marked = body.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(body, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        this.at = marked ? BYTE_ORDER_MARK.length : 0;
    }

    /**
     * Splits a body.
     *
     * @param most how many items it may have
     * @throws MalformedBatchException when it has none, too many, or is not what its form says
     */
    static BatchItems of(BatchForm form, byte[] body, int most) throws MalformedBatchException {
        BatchItems items = new BatchItems(body, most);
        switch (form) {
            case ARRAY -> items.splitArray();
            case NDJSON -> items.splitLines();
        }
        if (items.count == 0) {
            throw new MalformedBatchException(ErrorCode.VALIDATION_FAILED, "The batch has no events.");
        }
        return items;
    }

    int count() {
        return count;
    }

    int length(int index) {
        return bounds[2 * index + 1] - bounds[2 * index];
    }

    boolean startsWith(int index, char first) {
        return body[bounds[2 * index]] == first;
    }

    /** The item's bytes, exactly as they stand in the body. */
    byte[] bytes(int index) {
        return Arrays.copyOfRange(body, bounds[2 * index], bounds[2 * index + 1]);
    }

    private void splitArray() throws MalformedBatchException {
        skipSpace();
        if (!take('[')) {
            throw noArray();
        }
        skipSpace();
        if (!take(']')) {
            do {
                skipSpace();
                int start = at;
                skipElement();
                add(start, at);
            } while (take(','));
            if (!take(']')) {
                throw noArray();
            }
        }
        skipSpace();
        if (at != body.length) {
            throw noArray();
        }
    }

    /** Stops at the comma or bracket that ends the element. */
    private void skipElement() throws MalformedBatchException {
        int depth = 0;
        while (at < body.length) {
            byte b = body[at];
            if (b == '"') {
                skipString();
            } else if (depth == 0 && (b == ',' || b == ']' || b == '}')) {
                return;
            } else {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                at++;
            }
        }
        throw noArray();
    }

    private void skipString() {
        at++;
        while (at < body.length && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private void splitLines() throws MalformedBatchException {
        skipSpace();
        if (at < body.length && body[at] == '[') {
            throw new MalformedBatchException(
                    ErrorCode.MALFORMED_REQUEST, "The body is no NDJSON: a JSON array is sent as application/json.");
        }
        while (at < body.length) {
            int start = at;
            while (at < body.length && body[at] != '\n') {
                at++;
            }
            if (!isBlank(start, at)) {
                add(start, at);
            }
            at++;
        }
    }

    private void add(int from, int to) throws MalformedBatchException {
        int start = from;
        int end = to;
        while (start < end && isSpace(body[start])) {
            start++;
        }
        while (end > start && isSpace(body[end - 1])) {
            end--;
        }
        if (start == end) {
            throw noArray();
        }
        if (count == most) {
            throw new MalformedBatchException(
                    ErrorCode.VALIDATION_FAILED, "The batch has more than " + most + " events.");
        }
        if (bounds.length < 2 * count + 2) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = start;
        bounds[2 * count + 1] = end;
        count++;
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSpace(body[i])) {
                return false;
            }
        }
        return true;
    }

    private void skipSpace() {
        while (at < body.length && isSpace(body[at])) {
            at++;
        }
    }

    private boolean take(char expected) {
        if (at < body.length && body[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static MalformedBatchException noArray() {
        return new MalformedBatchException(ErrorCode.MALFORMED_REQUEST, "The body is no JSON array.");
    }
}

package io.atrium.kit.wire;

/**
 * Bounds of what one message may make its reader hold, in bytes.
 *
 * @param startLine the request line or status line
 * @param head the start line and the header section together; a trailer section has the same bound of its own
 * @param chunkedBody the data of a body whose length is not announced; who reads an announced one sees its length before
 */
public record WireLimits(int startLine, int head, long chunkedBody) {

    /** A line that gives a chunk's size, extensions included. */
    static final int CHUNK_LINE = 1024;

    /** All extensions of one body's chunks: without a bound they could be most of what is read. */
    static final int CHUNK_EXTENSIONS = 16 * 1024;

    public WireLimits {
        if (startLine < 16 || head < startLine || chunkedBody < 0) {
            throw new IllegalArgumentException("Not limits: " + startLine + ", " + head + ", " + chunkedBody);
        }
    }

    /** With chunked bodies of any length, for those who bound them by themselves. */
    public WireLimits(int startLine, int head) {
        this(startLine, head, Long.MAX_VALUE);
    }
}

package io.atrium.kit.wire;

/** Holds the chunks of one body within its bounds: their data together, and their extensions. */
final class ChunkedBody {

    private final WireLimits limits;
    private int extensions;
    private long data;

    ChunkedBody(WireLimits limits) {
        this.limits = limits;
    }

    void begin() {
        extensions = 0;
        data = 0;
    }

    void count(ChunkLine line) throws MalformedMessageException {
        extensions += line.extensionBytes();
        if (extensions > WireLimits.CHUNK_EXTENSIONS) {
            throw MalformedMessageException.of("too many chunk extensions");
        }
        data += line.size();
        if (data < 0 || data > limits.chunkedBody()) {
            throw new MalformedMessageException(Refusal.PAYLOAD_TOO_LARGE, "a chunked body that is too large");
        }
    }
}

package io.atrium.webhook.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes gzip (RFC 1952, of several members too) and deflate (RFC 1950; many send RFC 1951 under that name). Takes no
 * more memory than the limit, however much a body would decode to, and wants every byte of it to belong to it.
 */
public final class BodyDecoder {

    /** Up to here a body may decode to as many times its length as it likes. */
    private static final int ANY_RATIO = 256 * 1024;

    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final byte[] wire;
    private final int limit;
    private final long ratioLimit;
    private byte[] decoded;
    private int length;
    private int at;

    private BodyDecoder(byte[] wire, int limit, int ratio) {
        this.wire = wire;
        this.limit = limit;
        this.ratioLimit = ratioLimit(wire.length, ratio);
        this.decoded = new byte[(int) Math.min(limit, Math.max(256L, 4L * wire.length))];
    }

    /**
     * @param limit the most bytes to decode to
     * @param ratio how many times its length a body of more than 256 KiB may decode to
     */
    public static byte[] decode(ContentCoding coding, byte[] wire, int limit, int ratio)
            throws UndecodableBodyException {
        BodyDecoder decoder = new BodyDecoder(wire, limit, ratio);
        switch (coding) {
            case IDENTITY -> {
                return wire;
            }
            case GZIP -> decoder.gzip();
            case DEFLATE -> decoder.deflate();
            case UNSUPPORTED -> throw new IllegalArgumentException("no coding of ours");
        }
        return Arrays.copyOf(decoder.decoded, decoder.length);
    }

    /** The most bytes that a body of a length decodes to. */
    public static int most(ContentCoding coding, int length, int limit, int ratio) {
        return coding == ContentCoding.IDENTITY ? length : (int) Math.min(limit, ratioLimit(length, ratio));
    }

    private static long ratioLimit(int length, int ratio) {
        return Math.max(ANY_RATIO, (long) ratio * length);
    }

    private void gzip() throws UndecodableBodyException {
        do {
            skipGzipHeader();
            int start = length;
            inflate(true);
            ByteBuffer trailer = ByteBuffer.wrap(wire, at, need(GZIP_TRAILER)).order(ByteOrder.LITTLE_ENDIAN);
            CRC32 crc = new CRC32();
            crc.update(decoded, start, length - start);
            if (trailer.getInt() != (int) crc.getValue() || trailer.getInt() != length - start) {
                throw malformed();
            }
            at += GZIP_TRAILER;
        } while (at < wire.length);
    }

    private void deflate() throws UndecodableBodyException {
        boolean zlib = wire.length > 1 && (wire[0] & 0x0f) == 8 && ((wire[0] & 0xff) << 8 | wire[1] & 0xff) % 31 == 0;
        inflate(!zlib);
        if (at != wire.length) {
            throw malformed();
        }
    }

    private void skipGzipHeader() throws UndecodableBodyException {
        need(GZIP_HEADER);
        int flags = wire[at + 3];
        if ((wire[at] & 0xff) != 0x1f
                || (wire[at + 1] & 0xff) != 0x8b
                || wire[at + 2] != 8
                || (flags & RESERVED) != 0) {
            throw malformed();
        }
        at += GZIP_HEADER;
        if ((flags & HAS_EXTRA) != 0) {
            need(2);
            at += 2 + ((wire[at] & 0xff) | (wire[at + 1] & 0xff) << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CRC) != 0) {
            at += 2;
        }
        need(0);
    }

    private void skipText() throws UndecodableBodyException {
        do {
            need(1);
        } while (wire[at++] != 0);
    }

    private void inflate(boolean raw) throws UndecodableBodyException {
        Inflater inflater = new Inflater(raw);
        try {
            inflater.setInput(wire, at, wire.length - at);
            while (true) {
                int more = inflater.inflate(decoded, length, decoded.length - length);
                length += more;
                if (length > limit) {
                    throw tooLarge();
                }
                if (length > ratioLimit) {
                    throw new UndecodableBodyException(true, "The body decodes to too many times its length.");
                }
                if (inflater.finished()) {
                    break;
                }
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw malformed();
                }
                if (length == decoded.length) {
                    // One byte more than the limit tells a body that ends there from one that goes on.
                    decoded = Arrays.copyOf(decoded, (int) Math.min(limit + 1L, 2L * decoded.length));
                }
            }
            at = wire.length - inflater.getRemaining();
        } catch (DataFormatException e) {
            throw malformed();
        } finally {
            inflater.end();
        }
    }

    private int need(int bytes) throws UndecodableBodyException {
        if (wire.length - at < bytes) {
            throw malformed();
        }
        return bytes;
    }

    private UndecodableBodyException tooLarge() {
        return new UndecodableBodyException(true, "The body decodes to more than " + limit + " bytes.");
    }

    private static UndecodableBodyException malformed() {
        return new UndecodableBodyException(false, "The body is not what its Content-Encoding says.");
    }
}

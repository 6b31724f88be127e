package io.atrium.system;

import static io.atrium.system.HostileKind.length;
import static io.atrium.system.HostileKind.one;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Bytes made of a good JSON text that are no such text, or one that two readers understand differently. */
final class HostileBodies {

    private static final List<String> CHARSETS = List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1");
    private static final List<byte[]> MARKS = List.of(
            new byte[] {0, 0, (byte) 0xfe, (byte) 0xff},
            new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0},
            new byte[] {(byte) 0xfe, (byte) 0xff},
            new byte[] {(byte) 0xff, (byte) 0xfe},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            new byte[] {0, 'A', 0, 0},
            new byte[] {0, 0, 0, 'A'},
            new byte[] {0});
    private static final List<byte[]> NO_UTF_8 = List.of(
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0x80});
    private static final List<String> TAILS = List.of("{}", "]", "}", ",", "\u0000", "//", "\n{}", "#");
    private static final int LARGEST = 1_100_000;

    private HostileBodies() {}

    /** Each makes bytes of a good text. */
    static final List<HostileKind<Function<String, byte[]>>> ALL = List.of(
            kind("cut off", (good, random) -> Arrays.copyOf(utf8(good), random.nextInt(utf8(good).length + 1))),
            kind("goes on", (good, random) -> utf8(good + one(random, TAILS).repeat(length(random, 1_000)))),
            kind("other charset", (good, random) -> good.getBytes(Charset.forName(one(random, CHARSETS)))),
            kind(
                    "mark and other charset",
                    (good, random) -> join(one(random, MARKS), good.getBytes(Charset.forName(one(random, CHARSETS))))),
            kind("mark", (good, random) -> join(one(random, MARKS), utf8(good))),
            kind("marks alone", (good, random) -> join(one(random, MARKS), new byte[length(random, 64)])),
            kind("no UTF-8", (good, random) -> spliced(good, one(random, NO_UTF_8), random)),
            kind("flipped bits", HostileBodies::flipped),
            kind("random bytes", (good, random) -> bytes(random, length(random, 5_000))),
            kind("members twice", HostileBodies::twice),
            kind("space before", (good, random) -> utf8(" ".repeat(length(random, 200_000)) + good)),
            kind(
                    "another value",
                    (good, random) -> utf8(one(random, HostileJson.ALL).make().apply(random))),
            kind("one more member", (good, random) -> member(good, "hostile", random)),
            kind("deep", (good, random) -> utf8("[".repeat(length(random, 300_000)))),
            kind("large", (good, random) -> utf8("\"" + "x".repeat(length(random, LARGEST)) + "\"")),
            kind("compressed", (good, random) -> gzip(utf8(good))),
            kind("empty", (good, random) -> new byte[0]));

    /** Bytes of a length. */
    static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private interface Maker {
        byte[] make(String good, SplittableRandom random);
    }

    private static HostileKind<Function<String, byte[]>> kind(String name, Maker maker) {
        return new HostileKind<>(name, random -> good -> maker.make(good, random));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] spliced(String good, byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(good.length() + 1);
        return join(join(utf8(good.substring(0, at)), bytes), utf8(good.substring(at)));
    }

    private static byte[] flipped(String good, SplittableRandom random) {
        byte[] bytes = utf8(good);
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** The first wins for one reader, the last for another. */
    private static byte[] twice(String good, SplittableRandom random) {
        if (good.startsWith("{") && good.length() > 2) {
            String members = good.substring(1, good.length() - 1);
            return utf8("{" + members + ("," + members).repeat(1 + random.nextInt(3)) + "}");
        }
        return utf8(good + good);
    }

    private static byte[] member(String good, String name, SplittableRandom random) {
        String value = one(random, HostileJson.ALL).make().apply(random);
        return good.startsWith("{}") || !good.startsWith("{")
                ? utf8("{\"" + name + "\":" + value + "}")
                : utf8("{\"" + name + "\":" + value + "," + good.substring(1));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

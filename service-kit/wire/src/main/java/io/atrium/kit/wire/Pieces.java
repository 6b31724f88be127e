package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one read hands on: runs of the bytes that were read, and here and there a rewritten part. */
final class Pieces {

    private final List<ByteBuf> pieces = new ArrayList<>(2);
    private ByteBuf source = Unpooled.EMPTY_BUFFER;
    private int from;
    private int to;
    private int mark;

    void begin(ByteBuf read) {
        source = read;
        from = 0;
        to = 0;
        mark = 0;
    }

    void pass(int start, int end) {
        if (start == end) {
            return;
        }
        if (to != start || from == to) {
            endRun();
            from = start;
        }
        to = end;
    }

    void add(ByteBuf rewritten) {
        endRun();
        pieces.add(rewritten);
    }

    /** A message begins: until it is known to be sound, {@link #dropMessage} takes it back. */
    void mark() {
        endRun();
        mark = pieces.size();
    }

    void dropMessage() {
        endRun();
        while (pieces.size() > mark) {
            ReferenceCountUtil.release(pieces.remove(pieces.size() - 1));
        }
    }

    void drain(Consumer<ByteBuf> next) {
        endRun();
        List<ByteBuf> ready = List.copyOf(pieces);
        pieces.clear();
        source = Unpooled.EMPTY_BUFFER;
        ready.forEach(next);
    }

    private void endRun() {
        if (from < to) {
            pieces.add(source.retainedSlice(from, to - from));
        }
        from = 0;
        to = 0;
    }
}

package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Bytes that wait for what follows them: at most one head, or one line inside a body. */
final class Buffers {

    private @Nullable ByteBuf kept;

    /** What was kept and then what was read, as one; the caller releases it. */
    ByteBuf join(ChannelHandlerContext context, ByteBuf read) {
        ByteBuf before = kept;
        if (before == null) {
            return read;
        }
        kept = null;
        ByteBuf joined = context.alloc().buffer(before.readableBytes() + read.readableBytes());
        joined.writeBytes(before).writeBytes(read);
        before.release();
        read.release();
        return joined;
    }

    /** Keeps a copy of what is unread, so that the large buffer of a small read is not held. */
    void keep(ChannelHandlerContext context, ByteBuf rest) {
        if (rest.isReadable()) {
            kept = context.alloc().buffer(rest.readableBytes()).writeBytes(rest);
        }
    }

    /** What is kept; it stays owned here. */
    @Nullable
    ByteBuf kept() {
        return kept;
    }

    void release() {
        ByteBuf held = kept;
        if (held != null) {
            kept = null;
            held.release();
        }
    }
}

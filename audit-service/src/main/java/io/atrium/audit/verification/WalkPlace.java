package io.atrium.audit.verification;

import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import java.util.HexFormat;

/**
 * Where a walk has come: all that another request needs to go on, so that none has to be kept. A client holds it as a
 * cursor, which the service alone can make.
 *
 * @param head the head that the first request found
 * @param seq the last event that was verified
 * @param hash of that event
 */
record WalkPlace(HeadRow head, long seq, long erased, byte[] hash) {
    private static final int HASH_LENGTH = 64;

    static final Keyset KEYSET = Keyset.of(
            "audit-verification",
            KeyColumn.bigint(),
            KeyColumn.text(HASH_LENGTH),
            KeyColumn.bigint(),
            KeyColumn.bigint(),
            KeyColumn.text(HASH_LENGTH),
            KeyColumn.bigint());

    static WalkPlace of(Cursor cursor) {
        return new WalkPlace(
                new HeadRow(cursor.number(0), cursor.text(1), cursor.number(2)),
                cursor.number(3),
                cursor.number(5),
                HexFormat.of().parseHex(cursor.text(4)));
    }

    Cursor cursor() {
        return Cursor.of(
                head.seq(), head.hash(), head.lastSeq(), seq, HexFormat.of().formatHex(hash), erased);
    }
}

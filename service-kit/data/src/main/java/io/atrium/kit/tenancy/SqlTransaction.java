package io.atrium.kit.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Transaction;
import java.util.function.Supplier;

/** The end of a transaction by SQL: it is committed when its work succeeds, and rolled back when that fails. */
final class SqlTransaction {

    private SqlTransaction() {}

    static <T> Uni<T> run(Transaction begun, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onItemOrFailure()
                .transformToUni((item, failure) -> failure == null
                        ? Uni.createFrom()
                                .completionStage(() -> begun.commit().toCompletionStage())
                                .replaceWith(item)
                        : rollback(begun).chain(() -> Uni.createFrom().failure(failure)));
    }

    private static Uni<Void> rollback(Transaction begun) {
        return Uni.createFrom()
                .completionStage(() -> begun.rollback().toCompletionStage())
                .onFailure()
                .recoverWithNull();
    }
}

package io.atrium.kit.fairness;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives out places to work, to several threads. A group holds no more than its share of them. Whoever waits takes turns, by
 * group and in it by member, for a limited time. When too many wait, whoever has most waiting is refused first.
 *
 * <p>Memory: an entry for each group that holds a place, and one for each turn that waits, of which there is a limited number.
 */
public final class WaitingTurns {

    private final Vertx vertx;
    private final FairTurns<Turn> turns;
    private final long patience;
    private int held;
    private long refused;

    /**
     * How many places there are, and who waits for them.
     *
     * @param size places
     * @param share of them that one group may hold
     * @param maxWaiting turns that may wait, half of them of one group
     * @param patience how long a turn waits
     */
    public record Limits(int size, ShareLimit share, int maxWaiting, Duration patience) {

        /** With the same share, whoever else is active. */
        public Limits(int size, int share, int maxWaiting, Duration patience) {
            this(size, ShareLimit.of(share), maxWaiting, patience);
        }
    }

    /** Why a turn does not come. */
    public enum Refusal {
        /** Too many wait. */
        QUEUE_FULL,
        /** It has waited as long as it may. */
        TOO_LATE
    }

    private enum State {
        NEW,
        WAITING,
        HELD,
        ENDED
    }

    /** Every group has the same share. */
    public WaitingTurns(Vertx vertx, Limits limits) {
        this(vertx, limits, group -> false);
    }

    /** @param unbounded groups that have no share, only the places */
    public WaitingTurns(Vertx vertx, Limits limits, Predicate<String> unbounded) {
        this.vertx = vertx;
        this.turns = new FairTurns<>(limits.size(), limits.share(), limits.maxWaiting(), unbounded, System::nanoTime);
        this.patience = Math.max(1, limits.patience().toMillis());
    }

    /**
     * A turn that does not ask for its place yet. Either of the two is called, once, or none when the turn is left before:
     * at once, in {@link Turn#enter}, or later, on the Vert.x context that asked.
     */
    public Turn turn(Share share, Consumer<Turn> begin, Consumer<Refusal> refuse) {
        return new Turn(share, begin, refuse);
    }

    /** Turns that wait now. */
    public synchronized int waiting() {
        return turns.waiting();
    }

    /** Places that are held now. */
    public synchronized int held() {
        return held;
    }

    /** Turns that were refused. */
    public synchronized long refused() {
        return refused;
    }

    /** Somebody's turn: it waits, holds its place, and has ended. */
    public final class Turn implements FairTurns.Taker {

        private final Share share;
        private final Consumer<Turn> begin;
        private final Consumer<Refusal> refuse;
        private final Context context = vertx.getOrCreateContext();
        private State state = State.NEW;
        private long heldSince;
        private boolean ofShare;
        private volatile long timer = -1;

        private Turn(Share share, Consumer<Turn> begin, Consumer<Refusal> refuse) {
            this.share = share;
            this.begin = begin;
            this.refuse = refuse;
        }

        @Override
        public Share share() {
            return share;
        }

        /** Asks for the place; does nothing when the turn was left before. */
        public void enter() {
            FairTurns.Taken<Turn> taken = take(this);
            if (taken == null) {
                return;
            }
            Turn displaced = taken.displaced();
            if (taken.begins()) {
                begin.accept(this);
            } else if (displaced == this) {
                refuse.accept(Refusal.QUEUE_FULL);
            } else {
                timer = vertx.setTimer(patience, late -> giveUp(this));
            }
            if (displaced != null && displaced != this) {
                displaced.refuseLater(Refusal.QUEUE_FULL);
            }
        }

        /** Gives the place back, or waits for it no more; a second time does nothing. */
        public void leave() {
            List<Turn> next = end(this);
            cancelTimer();
            next.forEach(Turn::beginLater);
        }

        /** {@link System#nanoTime()} when it got its place. */
        public long heldSince() {
            synchronized (WaitingTurns.this) {
                return heldSince;
            }
        }

        /** Whether its group held its whole share when it was refused: the others have places. */
        public boolean isRefusedOfShare() {
            synchronized (WaitingTurns.this) {
                return ofShare;
            }
        }

        /** Whether it holds its place. */
        public boolean isHeld() {
            synchronized (WaitingTurns.this) {
                return state == State.HELD;
            }
        }

        private void beginLater() {
            cancelTimer();
            context.runOnContext(now -> {
                if (isHeld()) {
                    begin.accept(this);
                }
            });
        }

        private void refuseLater(Refusal why) {
            cancelTimer();
            context.runOnContext(now -> refuse.accept(why));
        }

        private void cancelTimer() {
            if (timer >= 0) {
                vertx.cancelTimer(timer);
            }
        }
    }

    private synchronized FairTurns.@Nullable Taken<Turn> take(Turn turn) {
        if (turn.state != State.NEW) {
            return null;
        }
        FairTurns.Taken<Turn> taken = turns.take(turn);
        turn.state = State.WAITING;
        if (taken.begins()) {
            hold(turn);
        }
        Turn displaced = taken.displaced();
        if (displaced != null) {
            refused(displaced);
        }
        return taken;
    }

    private synchronized List<Turn> end(Turn turn) {
        State before = turn.state;
        turn.state = State.ENDED;
        if (before == State.WAITING) {
            turns.forget(turn);
        }
        if (before != State.HELD) {
            return List.of();
        }
        held--;
        List<Turn> next = turns.give(turn.share);
        next.forEach(this::hold);
        return next;
    }

    private void giveUp(Turn turn) {
        boolean waited;
        synchronized (this) {
            waited = turns.forget(turn);
            if (waited) {
                refused(turn);
            }
        }
        if (waited) {
            turn.refuseLater(Refusal.TOO_LATE);
        }
    }

    private void refused(Turn turn) {
        turn.state = State.ENDED;
        turn.ofShare = turns.isAtShare(turn.share.group());
        refused++;
    }

    private void hold(Turn turn) {
        turn.state = State.HELD;
        turn.heldSince = System.nanoTime();
        held++;
    }
}

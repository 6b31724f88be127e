package io.atrium.integration.work;

import java.time.Duration;

/** How long one piece of due work may go on before it is another one's turn. Used by one thread at a time. */
public final class Turn {

    private final int mostSteps;
    private final long mostItems;
    private final long end;
    private int steps;
    private long items;

    public Turn(int mostSteps, long mostItems, Duration longest) {
        this.mostSteps = mostSteps;
        this.mostItems = mostItems;
        this.end = System.nanoTime() + longest.toNanos();
    }

    /** Counts what a step has dealt with. */
    public void count(int dealtWith) {
        items += dealtWith;
    }

    /** Counts a step that is done; answers whether there may be another. */
    public boolean goesOn() {
        steps++;
        return steps < mostSteps && items < mostItems && System.nanoTime() - end < 0;
    }
}

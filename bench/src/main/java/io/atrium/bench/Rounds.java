package io.atrium.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rounds of several subjects in turn, so that what else the machine does hits all alike; who begins alternates too. */
final class Rounds {

    private final int warmUps;
    private final int rounds;
    private final Runnable measuring;

    /** @param measuring is run once, between the rounds of the warm-up and those that are measured */
    Rounds(int warmUps, int rounds, Runnable measuring) {
        this.warmUps = warmUps;
        this.rounds = rounds;
        this.measuring = measuring;
    }

    Rounds(int warmUps, int rounds) {
        this(warmUps, rounds, () -> {});
    }

    /** Measures all of them, printing each round. */
    Samples measure(List<Subject> subjects) throws Exception {
        Samples samples = new Samples();
        measure(subjects, samples);
        return samples;
    }

    /** The same, into the samples of others. */
    void measure(List<Subject> subjects, Samples samples) throws Exception {
        for (int round = -warmUps; round < rounds; round++) {
            if (round == 0) {
                measuring.run();
            }
            for (Subject subject : inTurn(subjects, round)) {
                Sample sample = subject.measure();
                print(round, subject, sample);
                if (round >= 0) {
                    samples.add(subject.name(), sample);
                }
            }
        }
    }

    private static List<Subject> inTurn(List<Subject> subjects, int round) {
        List<Subject> turn = new ArrayList<>(subjects);
        if (Math.floorMod(round, 2) == 1) {
            Collections.reverse(turn);
        }
        return turn;
    }

    private static void print(int round, Subject subject, Sample sample) {
        System.out.printf(
                "%s %-45s CPU %8s µs/op  PostgreSQL %8s µs/op  %8s op/s  p50 %6s ms  p99 %6s ms%n",
                round < 0 ? "warm-up" : "round " + (round + 1),
                subject.name(),
                Samples.figure(sample.cpu(), 1),
                Samples.figure(sample.databaseCpu(), 1),
                Samples.figure(sample.rate(), 0),
                Samples.figure(sample.p50(), 2),
                Samples.figure(sample.p99(), 2));
    }
}

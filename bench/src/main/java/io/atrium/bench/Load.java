package io.atrium.bench;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A load on a server.
 *
 * @param port where the load goes
 * @param cpu CPU time that the measured process has used, in microseconds
 * @param databaseCpu the same of PostgreSQL's processes
 * @param requests makes those of a round, before its measurement begins
 * @param operations how many a request is
 * @param settle returns when what the round has left to do in the background is done
 */
record Load(
        String name,
        int port,
        DoubleSupplier cpu,
        DoubleSupplier databaseCpu,
        LoadGenerator generator,
        Supplier<Requests> requests,
        int operations,
        Runnable settle)
        implements Subject {

    /** On a server that uses no database. */
    static Load on(ServerProcess server, LoadGenerator generator, Supplier<Requests> requests) {
        return new Load(
                server.name(), server.port(), server::cpuMicros, () -> Double.NaN, generator, requests, 1, () -> {});
    }

    /** The same by another name, a request of which is so many operations. */
    Load named(String another, int operationsEach) {
        return new Load(another, port, cpu, databaseCpu, generator, requests, operationsEach, settle);
    }

    @Override
    public Sample measure() throws Exception {
        Requests prepared = requests.get();
        double before = cpu.getAsDouble();
        double databaseBefore = databaseCpu.getAsDouble();
        LoadGenerator.Round round = generator.run(port, prepared);
        settle.run();
        double count = (double) round.answered() * operations;
        return new Sample(
                (cpu.getAsDouble() - before) / count,
                (databaseCpu.getAsDouble() - databaseBefore) / count,
                round.rate() * operations,
                round.p50(),
                round.p99());
    }
}

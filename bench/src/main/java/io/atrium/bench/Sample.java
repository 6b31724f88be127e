package io.atrium.bench;

/**
 * What a round of one subject came to; NaN for what is not known of it.
 *
 * @param cpu CPU time of the measured process an operation, in microseconds
 * @param databaseCpu CPU time of PostgreSQL's processes an operation, in microseconds
 * @param rate operations a second
 * @param p50 half of the operations took no longer than so many milliseconds
 * @param p99 99 of 100 operations took no longer than so many milliseconds
 */
record Sample(double cpu, double databaseCpu, double rate, double p50, double p99) {

    /** Of a loop without PostgreSQL. */
    static Sample ofLoop(double cpu, double rate) {
        return new Sample(cpu, Double.NaN, rate, Double.NaN, Double.NaN);
    }
}

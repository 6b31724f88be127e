package io.atrium.bench;

/** What is measured in rounds: a load on a server, or a loop that is the limit of one. */
interface Subject {

    String name();

    /** Does one round and says what it came to. */
    Sample measure() throws Exception;
}

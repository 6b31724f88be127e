package io.atrium.local.topology;

import java.util.List;
import java.util.Optional;

/**
 * A service: the Maven module, the image and the container of the same name.
 *
 * @param port where it listens, here and in its container
 * @param addressVariable the variable in which other services find it
 * @param database the database's name and the prefix of its roles
 * @param calls the services that it calls
 * @param providers the external providers that it calls
 * @param consumes the topics that it takes each record of once, as a consumer group; each has a topic for dead letters
 * @param tables the compacted topics that each of its processes holds in memory
 * @param writes the topics that it writes, without those for dead letters
 */
public record Service(
        String name,
        Port port,
        String addressVariable,
        Optional<String> database,
        List<String> calls,
        List<String> providers,
        List<String> consumes,
        List<String> tables,
        List<String> writes) {

    public Service {
        calls = List.copyOf(calls);
        providers = List.copyOf(providers);
        consumes = List.copyOf(consumes);
        tables = List.copyOf(tables);
        writes = List.copyOf(writes);
    }
}

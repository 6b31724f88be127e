package io.atrium.kit.fairness;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The groups that were served last, and when, counted in services. Memory: {@value #REMEMBERED} names. Not safe for use by
 * several threads.
 */
final class ServedGroups {

    static final int REMEMBERED = 1024;

    private final Map<String, Long> last = new LinkedHashMap<>();
    private long services;

    void add(String group) {
        services++;
        last.remove(group);
        last.put(group, services);
        if (last.size() > REMEMBERED) {
            last.remove(last.keySet().iterator().next());
        }
    }

    /** Whoever was served last; a random one when none of them is remembered. */
    String lastOrRandom(String newcomer, Collection<String> waiting, RandomGenerator random) {
        String chosen = newcomer;
        long lastServed = servedAt(newcomer);
        for (String group : waiting) {
            long served = servedAt(group);
            if (served > lastServed) {
                chosen = group;
                lastServed = served;
            }
        }
        if (lastServed > 0) {
            return chosen;
        }
        int index = random.nextInt(waiting.size() + 1);
        return index == waiting.size()
                ? newcomer
                : waiting.stream().skip(index).findFirst().orElse(newcomer);
    }

    private long servedAt(String group) {
        @Nullable Long at = last.get(group);
        return at == null ? 0 : at;
    }
}

package io.atrium.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Messages for compacted topics that cannot be sent as they are, nor yet as the state is now: by seq, with the reason. */
@ApplicationScoped
class StuckStates {

    private static final int MOST = 1_000;

    private final Map<Long, String> stuck = new ConcurrentHashMap<>();

    void failed(long seq, String topic, String reason) {
        if (stuck.size() < MOST) {
            stuck.put(seq, topic + ": " + reason);
        }
    }

    void sent(long seq) {
        stuck.remove(seq);
    }

    /** Another process owns the outbox: what holds a message up is its to say. */
    void clear() {
        stuck.clear();
    }

    int count() {
        return stuck.size();
    }

    Map<Long, String> all() {
        return new TreeMap<>(stuck);
    }
}

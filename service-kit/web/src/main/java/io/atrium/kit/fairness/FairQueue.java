package io.atrium.kit.fairness;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that serves its groups in turn, and in each group its members. When it is full, whoever has more
 * waiting than the newcomer gives the youngest of it up; so does, within its group, whoever has more when the group is
 * full. Not safe for use by several threads.
 *
 * @param <T> what waits
 */
public final class FairQueue<T> {

    private final int capacity;
    private final int mostOfGroup;
    private final Map<String, Group<T>> groups = new LinkedHashMap<>();
    private int size;

    /** @param mostOfGroup how many of the places one group may have, whoever else waits */
    public FairQueue(int capacity, int mostOfGroup) {
        this.capacity = capacity;
        this.mostOfGroup = mostOfGroup;
    }

    private static final class Group<T> {

        private final Map<String, ArrayDeque<T>> members = new LinkedHashMap<>();
        private int size;

        int waiting(String member) {
            ArrayDeque<T> own = members.get(member);
            return own == null ? 0 : own.size();
        }
    }

    /** @return what does not fit: nothing, the item itself, or one that gives way to it */
    public @Nullable T offer(Share share, T item) {
        T displaced = null;
        Group<T> own = groups.get(share.group());
        if (own != null && own.size >= mostOfGroup) {
            displaced = displaceIn(share.group(), own, own.waiting(share.member()));
            if (displaced == null) {
                return item;
            }
        } else if (size >= capacity) {
            displaced = displace(share);
            if (displaced == null) {
                return item;
            }
        }
        Group<T> group = groups.computeIfAbsent(share.group(), name -> new Group<>());
        group.members
                .computeIfAbsent(share.member(), name -> new ArrayDeque<>())
                .addLast(item);
        group.size++;
        size++;
        return displaced;
    }

    /** The oldest item of the member whose turn it is. */
    public @Nullable T poll() {
        return poll(group -> true);
    }

    /**
     * The same, of the groups that are admitted alone.
     *
     * @param admitted whether a group may have a turn; asked for each group until one may
     */
    public @Nullable T poll(Predicate<String> admitted) {
        String groupName = groups.keySet().stream().filter(admitted).findFirst().orElse(null);
        if (groupName == null) {
            return null;
        }
        Group<T> group = lastInTurn(groups, groupName);
        String memberName = group.members.keySet().iterator().next();
        T item = lastInTurn(group.members, memberName).removeFirst();
        removed(groupName, group, memberName);
        return item;
    }

    /** @return whether it was still waiting */
    public boolean remove(Share share, T item) {
        Group<T> group = groups.get(share.group());
        ArrayDeque<T> own = group == null ? null : group.members.get(share.member());
        if (group == null || own == null || !own.remove(item)) {
            return false;
        }
        removed(share.group(), group, share.member());
        return true;
    }

    public int size() {
        return size;
    }

    private @Nullable T displace(Share newcomer) {
        Group<T> own = groups.get(newcomer.group());
        int inGroup = own == null ? 0 : own.size;
        Map.Entry<String, Group<T>> largest = largest(groups, group -> group.size);
        if (largest == null || (largest.getValue() != own && largest.getValue().size <= inGroup + 1)) {
            return own == null ? null : displaceIn(newcomer.group(), own, own.waiting(newcomer.member()));
        }
        return largest.getValue() == own
                ? displaceIn(newcomer.group(), own, own.waiting(newcomer.member()))
                : displaceIn(largest.getKey(), largest.getValue(), -1);
    }

    /** @param waiting of the newcomer in the same group; -1 when it is of another, which has less */
    private @Nullable T displaceIn(String groupName, Group<T> group, int waiting) {
        Map.Entry<String, ArrayDeque<T>> longest = largest(group.members, Collection::size);
        if (longest == null || (waiting >= 0 && longest.getValue().size() <= waiting + 1)) {
            return null;
        }
        T item = longest.getValue().removeLast();
        removed(groupName, group, longest.getKey());
        return item;
    }

    private void removed(String groupName, Group<T> group, String memberName) {
        size--;
        group.size--;
        if (group.waiting(memberName) == 0) {
            group.members.remove(memberName);
        }
        if (group.size == 0) {
            groups.remove(groupName);
        }
    }

    private static <V> Map.@Nullable Entry<String, V> largest(Map<String, V> of, ToIntFunction<V> size) {
        return of.entrySet().stream()
                .max(Comparator.comparingInt(entry -> size.applyAsInt(entry.getValue())))
                .orElse(null);
    }

    private static <V> V lastInTurn(Map<String, V> turns, String name) {
        V taken = turns.remove(name);
        if (taken == null) {
            throw new IllegalStateException("It is nobody's turn");
        }
        turns.put(name, taken);
        return taken;
    }
}

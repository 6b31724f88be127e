package io.atrium.kit.fairness;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that serves its groups in turn, and in each group its members. When it is full, whoever has more
 * waiting than the newcomer gives the youngest of it up; so does, within its group, whoever has more when the group is
 * full.
 *
 * <p>When nobody has more than one waiting, there is no largest one. Refusing the newcomer then would leave the queue to as
 * many groups as it has places, for as long as each of them comes back as soon as it has been served. So whoever was
 * served last gives way, and among those of whom none is remembered, or that were never served, a random one: the newcomer
 * takes part in that. A group can do nothing against another one that waits but be many groups that have not been served.
 *
 * <p>Memory: what waits, and the names of the last {@value ServedGroups#REMEMBERED} groups that were served. Not safe for
 * use by several threads.
 *
 * @param <T> what waits
 */
public final class FairQueue<T> {

    private final int capacity;
    private final int mostOfGroup;
    private final RandomGenerator random;
    private final Map<String, Group<T>> groups = new LinkedHashMap<>();
    private final ServedGroups served = new ServedGroups();
    private int size;

    /** @param mostOfGroup how many of the places one group may have, whoever else waits */
    public FairQueue(int capacity, int mostOfGroup) {
        this(capacity, mostOfGroup, new SplittableRandom());
    }

    FairQueue(int capacity, int mostOfGroup, RandomGenerator random) {
        this.capacity = capacity;
        this.mostOfGroup = mostOfGroup;
        this.random = random;
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
        served.add(groupName);
        return item;
    }

    /** The same as {@link #remove}, of what has been served without {@link #poll}. */
    public boolean finish(Share share, T item) {
        boolean removed = remove(share, item);
        if (removed) {
            served.add(share.group());
        }
        return removed;
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
        if (own == null) {
            return displaceForNew(newcomer.group());
        }
        Map.Entry<String, Group<T>> largest = largest(groups, group -> group.size);
        return largest == null || largest.getValue() == own || largest.getValue().size <= own.size + 1
                ? displaceIn(newcomer.group(), own, own.waiting(newcomer.member()))
                : displaceIn(largest.getKey(), largest.getValue(), -1);
    }

    /** Of a group that has more than one waiting; else of the one that was served last, or of any. */
    private @Nullable T displaceForNew(String newcomer) {
        Map.Entry<String, Group<T>> largest = largest(groups, group -> group.size);
        if (largest == null) {
            return null;
        }
        if (largest.getValue().size > 1) {
            return displaceIn(largest.getKey(), largest.getValue(), -1);
        }
        String chosen = served.lastOrRandom(newcomer, groups.keySet(), random);
        Group<T> group = groups.get(chosen);
        return group == null ? null : displaceIn(chosen, group, -1);
    }

    /** @param waiting of the newcomer in the same group; -1 when it is of another, which has less */
    private @Nullable T displaceIn(String groupName, Group<T> group, int waiting) {
        Map.Entry<String, ArrayDeque<T>> longest = largest(group.members, Collection::size);
        if (longest == null || (waiting > 0 && longest.getValue().size() <= waiting + 1)) {
            return null;
        }
        String member = longest.getKey();
        if (waiting == 0 && longest.getValue().size() == 1) {
            int chosen = random.nextInt(group.members.size() + 1);
            if (chosen == group.members.size()) {
                return null;
            }
            member = group.members.keySet().stream().skip(chosen).findFirst().orElse(member);
        }
        T item = lastOf(group, member);
        removed(groupName, group, member);
        return item;
    }

    private static <T> T lastOf(Group<T> group, String member) {
        ArrayDeque<T> items = group.members.get(member);
        if (items == null) {
            throw new IllegalStateException("The member has nothing that waits");
        }
        return items.removeLast();
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

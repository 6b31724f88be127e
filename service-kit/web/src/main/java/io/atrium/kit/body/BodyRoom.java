package io.atrium.kit.body;

/** The part of a memory limit that one body holds. */
public interface BodyRoom {

    /**
     * Called once, before anything is received.
     *
     * @param bytes the length of the body as far as it is known, 0 when it is not
     * @return whether there would be room for it now; nothing is taken
     */
    boolean announce(long bytes);

    /**
     * The body is being received from now on, and may have to end in favour of another one.
     *
     * @param displaced is run then, on any thread; nothing is held any more
     */
    default void receiving(Runnable displaced) {}

    /** The whole body is there; false when it had to end before that. */
    default boolean received() {
        return true;
    }

    /**
     * Called before a buffer is replaced by a larger or smaller one.
     *
     * @param from the length of the buffer, 0 for the first one
     * @param to the length of the new buffer
     * @return false when there is no room for it; then nothing was taken
     */
    boolean resize(int from, int to);

    /** Called after the buffer was replaced. */
    void resized(int from, int to);
}

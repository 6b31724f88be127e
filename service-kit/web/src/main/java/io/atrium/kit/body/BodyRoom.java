package io.atrium.kit.body;

/** The part of a memory limit that one body holds. */
public interface BodyRoom {

    /** Whether there is room for so many bytes now. Takes nothing. */
    boolean hasRoom(long bytes);

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

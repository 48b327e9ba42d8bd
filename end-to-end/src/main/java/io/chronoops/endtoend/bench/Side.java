package io.chronoops.endtoend.bench;

/** One of those who are compared: some work of ours, or a peer's same work. */
interface Side {
    /** As people call it. */
    String name();

    /** What must be there before; not measured. */
    default void prepare() throws Exception {}

    /** The work. */
    void act() throws Exception;

    /** The seconds that it says the work took itself, asked afterwards; NaN where it says nothing. */
    default double ownSeconds() throws Exception {
        return Double.NaN;
    }

    /** Bytes that the work left on disk; 0 where that is not the point. */
    default long bytes() throws Exception {
        return 0;
    }

    /** Deletes what the work left; not measured. */
    void clear() throws Exception;
}

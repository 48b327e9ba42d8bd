package io.chronoops.backup.archive;

/** Who must know that a chain has begun anew. */
@FunctionalInterface
public interface Gaps {
    /** Tells of a gap; safe to call again with the same one. It is called again until it has returned once. */
    void tell(Gap gap);
}

package io.chronoops.stack;

import java.time.Duration;

/** Told of each part that came up. */
@FunctionalInterface
public interface Progress {
    /** Nobody wants to know. */
    Progress SILENT = (_, _) -> {};

    /** The part answers, so long after its start was asked for. */
    void up(Part part, Duration took);
}

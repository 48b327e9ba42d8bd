package io.chronoops.router.reconcile;

import java.time.Duration;

/** How inputs and outcomes compare, over the window that the reconciler reads. */
public record Report(Inputs inputs, Notifications notifications) {
    /**
     * Inbound records and records of the log.
     *
     * @param total records read
     * @param accounted those with exactly one recorded outcome
     * @param pending not decided yet
     * @param lost not decided though there was time for it: must be 0
     * @param twice outcomes recorded a second time: must be 0
     */
    public record Inputs(long total, long accounted, long pending, long lost, long twice) {}

    /** Notifications and their ends: each was delivered, was given up, or is pending. */
    public record Notifications(long total, long delivered, long gaveUp, long pending, Duration oldestPending) {}

    /** Whether everything is accounted for. */
    public boolean holds() {
        return inputs.lost() == 0 && inputs.twice() == 0;
    }
}

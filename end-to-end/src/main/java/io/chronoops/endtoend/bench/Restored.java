package io.chronoops.endtoend.bench;

import java.util.List;

/** Databases that a restore makes here. */
final class Restored {
    static final String OURS = "bench_ours";
    static final String PEER = "bench_peer";
    static final List<String> ALL = List.of(OURS, PEER);

    private Restored() {}
}

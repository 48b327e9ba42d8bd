package io.chronoops.endtoend.bench;

import java.sql.SQLException;

/** The databases that the restores of one side make, one after the other. */
final class Restored {
    private static final String OURS = "bench_ours";
    private static final String PEER = "bench_peer";
    /** A pattern of the names of all. */
    static final String ALL = "bench\\_(ours|peer)%";

    private final Client client;
    private final String name;
    private final boolean kept;
    private int number;

    private Restored(Client client, String name, boolean kept) {
        this.client = client;
        this.name = name;
        this.kept = kept;
    }

    /** Those of ours. */
    static Restored ours(Client client, boolean kept) {
        return new Restored(client, OURS, kept);
    }

    /**
     * Those of a peer.
     *
     * @param kept they stay until all are done: a filesystem makes files the slower the more were deleted in the last
     *     minutes (ext4 passes over their inodes), and a small database is a thousand files and little else
     */
    static Restored peer(Client client, boolean kept) {
        return new Restored(client, PEER, kept);
    }

    /** The present one's name. */
    String name() {
        return kept ? name + "_" + number : name;
    }

    /** Another one begins; its name. */
    String next() {
        number++;
        return name();
    }

    /** The present one is needed no longer. */
    void clear() throws SQLException {
        if (!kept) client.execute("DROP DATABASE IF EXISTS " + name() + " WITH (FORCE)");
    }
}

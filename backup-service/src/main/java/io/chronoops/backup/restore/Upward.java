package io.chronoops.backup.restore;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Restores go to the same major version or a newer one: what an older server does not know would fail half-way. */
final class Upward {
    private static final Pattern MAJOR = Pattern.compile("(\\d+).*");

    private Upward() {}

    /** Refuses a target older than what is restored. */
    static void check(Connection target, Database server, String version) throws SQLException {
        OptionalInt from = major(version);
        int to = target.getMetaData().getDatabaseMajorVersion();
        if (from.isPresent() && from.getAsInt() > to) {
            throw new OperationFailed(
                    Reason.PRECONDITION,
                    "it was taken from PostgreSQL " + from.getAsInt() + ", and the server of " + server.name() + " ("
                            + server.host() + ":" + server.port() + ") is PostgreSQL " + to
                            + ": a restore goes to the same version or a newer one",
                    "restore at a server of version " + from.getAsInt()
                            + " or newer: --database names one that is listed; who insists runs the backup's restore.sh, or the dump, by psql");
        }
    }

    /** Of "15.18 (Debian 15.18-1)" the 15; empty where it tells none. */
    static OptionalInt major(String version) {
        Matcher major = MAJOR.matcher(version.strip());
        return major.matches() ? OptionalInt.of(Integer.parseInt(major.group(1))) : OptionalInt.empty();
    }
}

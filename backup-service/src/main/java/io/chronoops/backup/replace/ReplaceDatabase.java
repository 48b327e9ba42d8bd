package io.chronoops.backup.replace;

import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.replace.ChangePlaces.Pair;
import io.chronoops.backup.restore.Replacement;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a restored database in the place of the operated one. Asks the server's catalogue how far an earlier attempt came:
 * before the swap all is put back, after it all is carried through.
 */
public final class ReplaceDatabase implements Replacement {
    private static final Logger LOG = LoggerFactory.getLogger(ReplaceDatabase.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRIGGERS = 3;

    private final Operated operated;
    private final String role;
    private final Captures captures;
    private final Bases bases;
    private final ChangePlaces changePlaces;
    private final BeginAnew beginAnew;

    /** role: who restores. */
    public ReplaceDatabase(Operated operated, String role, Captures captures, Bases bases) {
        this.operated = operated;
        this.role = role;
        this.captures = captures;
        this.bases = bases;
        this.changePlaces = new ChangePlaces(operated, captures, role);
        this.beginAnew = new BeginAnew(captures, bases);
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        RestoreCommand wish = command.getRestore();
        if (wish.getInto() != null || !wish.getTables().isEmpty()) {
            return refusal("replace puts a whole database in place: leave tables and into out");
        }
        return command.getDatabase().equals(wish.getConfirm())
                ? Optional.empty()
                : refusal("confirm is \"" + wish.getConfirm() + "\"; to replace " + command.getDatabase()
                        + " it must be that name");
    }

    private static Optional<Refusal> refusal(String message) {
        return Optional.of(new Refusal(Reason.INVALID, message));
    }

    @Override
    public Outcome replace(MaintenanceCommand command, Database database, Beside beside, OperationRun run)
            throws InterruptedException {
        var pair = new Pair(
                database,
                Names.of(database.dbname(), command.getAt()),
                command.getId(),
                !command.getRestore().getWithoutSafetyBackup());
        try (var cluster = Cluster.open(operated, database, role)) {
            claim(cluster, pair, run);
            Outcome restored = new Outcome("restored by an earlier attempt", Map.of());
            Standing standing = cluster.standing(pair.names(), pair.operationId());
            if (standing != Standing.SWAPPED) {
                if (run.attempt() > 1) {
                    changePlaces.putBack(pair, cluster); // what an attempt that died may have left
                }
                String template =
                        new Preconditions(cluster, captures, role).check(database, pair.names(), pair.careful(), run);
                if (standing == Standing.BEGUN) {
                    restored = beside.restore(pair.names().restored(), template);
                }
                FaultPoint.reached("replace.restored");
                try {
                    prepareSwap(command, pair, run);
                } catch (OperationFailed e) {
                    throw unchanged(pair, e);
                }
                changeOrPutBack(pair, cluster, run);
            }
            return beginAnew.with(command, pair, restored, new PastReturn(run));
        } catch (SQLException e) {
            throw Operated.failure(database, role, e);
        }
    }

    private static void claim(Cluster cluster, Pair pair, OperationRun run) throws SQLException {
        while (!cluster.claim(pair.names().present())) {
            run.progress("waiting for another run to let go of " + pair.names().present(), 0, 0, "");
            run.stopIfCancelled();
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** All that takes time, and all that may fail, while the old one still serves. */
    private void prepareSwap(MaintenanceCommand command, Pair pair, OperationRun run) throws SQLException {
        run.progress("publishing " + pair.names().restored(), 0, 0, "");
        publish(pair);
        if (pair.careful()) {
            try {
                bases.safety(command, pair.database(), run);
            } catch (OperationFailed e) {
                throw new OperationFailed(
                        e.reason(),
                        "no safety backup of " + pair.names().present() + ", so it is not replaced: " + e.getMessage(),
                        e.mend() + "; where it can be read no more, --no-safety-backup goes without",
                        e);
            }
        }
        FaultPoint.reached("replace.backed-up");
        run.progress("trying whether a slot can be made", 0, 0, "");
        changePlaces.tryTheSlot(pair);
        run.stopIfCancelled();
    }

    private void publish(Pair pair) throws SQLException {
        String restored = pair.names().restored();
        try (Connection session = operated.open(pair.database(), restored, role);
                var statement = session.createStatement()) {
            statement.execute("SELECT chronoops.open()");
            ResultSet row = statement.executeQuery(
                    "SELECT count(*) FROM pg_event_trigger WHERE evtname LIKE 'chronoops\\_%' AND evtenabled = 'A'");
            if (!row.next() || row.getInt(1) != TRIGGERS) {
                throw new OperationFailed(
                        Reason.NOT_PREPARED,
                        restored + " lacks event triggers chronoops_*: changes of its schema would not be captured",
                        "chronoops databases prepare " + pair.database().name()
                                + " makes the template anew that it comes from; then restore again");
            }
        }
    }

    private void changeOrPutBack(Pair pair, Cluster cluster, OperationRun run)
            throws SQLException, InterruptedException {
        try {
            changePlaces.change(pair, cluster, run);
        } catch (SQLException e) {
            if (putBack(pair, e)) {
                throw unchanged(pair, Operated.failure(pair.database(), role, e));
            }
        } catch (OperationFailed e) {
            if (putBack(pair, e)) {
                throw unchanged(pair, e);
            }
        } catch (RuntimeException | InterruptedException e) {
            if (putBack(pair, e)) {
                throw e;
            }
        }
    }

    private static OperationFailed unchanged(Pair pair, OperationFailed why) {
        return new OperationFailed(
                why.reason(),
                pair.names().present() + " serves as before, because: " + why.getMessage(),
                why.mend() + "; the restored one is beside it as "
                        + pair.names().restored() + ", yours to keep or drop",
                why);
    }

    /** False: the swap was committed after all, only its answer was lost. */
    private boolean putBack(Pair pair, Exception because) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var fresh = Cluster.open(operated, pair.database(), role)) {
                if (fresh.standing(pair.names(), pair.operationId()) == Standing.SWAPPED) {
                    return false;
                }
                changePlaces.putBack(pair, fresh);
                return true;
            } catch (SQLException | OperationFailed e) {
                because.addSuppressed(e);
                if (System.nanoTime() > until) {
                    LOG.atError()
                            .addKeyValue("database", pair.database().name())
                            .setCause(e)
                            .log(
                                    "not put back after a replacement that failed; if it lets nobody in: ALTER DATABASE {} ALLOW_CONNECTIONS true",
                                    Identifier.quote(pair.names().present()));
                    return true;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }
}

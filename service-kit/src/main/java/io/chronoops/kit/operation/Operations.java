package io.chronoops.kit.operation;

import io.chronoops.kit.wire.AvroJson;
import io.chronoops.ops.Accepted;
import io.chronoops.ops.Cancelled;
import io.chronoops.ops.Failed;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Progress;
import io.chronoops.ops.Rejected;
import io.chronoops.ops.Started;
import io.chronoops.ops.Succeeded;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of this service's operations. Each change and its event are one transaction; a run changes state only while
 * its fence is the newest, so that of two runs of one operation exactly one ends it.
 */
final class Operations {
    private static final String RUNNING = " AND fence = ? AND state = 'running'";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Events events;

    Operations(JdbcTemplate jdbc, TransactionTemplate transaction, Events events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    /** Takes a command up, with what must happen in the same transaction; false: it is known already. */
    boolean accept(MaintenanceCommand command, String type, Runnable schedule) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!insert(command.getId(), type, command.getDatabase(), "accepted", AvroJson.write(command))) {
                return false;
            }
            events.add(command.getId(), type, command.getDatabase(), event -> event.setAccepted(new Accepted(type)));
            schedule.run();
            return true;
        }));
    }

    /** Records a command that is never taken up, with what must happen in the same transaction; false: known already. */
    boolean reject(String id, String type, @Nullable String database, Refusal refusal, Runnable with) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!insert(id, type, database, "rejected", "{}")) {
                return false;
            }
            jdbc.update(
                    "UPDATE operation SET ended_at = now(), reason = ?, message = ? WHERE id = ?",
                    refusal.reason().name(),
                    refusal.message(),
                    id);
            events.add(
                    id, type, database, event -> event.setRejected(new Rejected(refusal.reason(), refusal.message())));
            with.run();
            return true;
        }));
    }

    private boolean insert(String id, String type, @Nullable String database, String state, String json) {
        return jdbc.update(
                        "INSERT INTO operation (id, type, database, state, command) VALUES (?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING",
                        id,
                        type,
                        database,
                        state,
                        json)
                == 1;
    }

    /** A run begins: takes the next fence; empty: the operation has ended already. One beyond the last is no start. */
    Optional<Run> start(String id, int maxAttempts) {
        return transaction.execute(_ -> jdbc
                .query(
                        """
                        UPDATE operation SET state = 'running', fence = fence + 1, started_at = coalesce(started_at, now())
                        WHERE id = ? AND state IN ('accepted', 'running')
                        RETURNING type, database, fence, command""",
                        (row, _) -> new Run(
                                id,
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                AvroJson.read(row.getString(4), MaintenanceCommand.class)),
                        id)
                .stream()
                .findFirst()
                .map(run -> {
                    if (run.fence() <= maxAttempts) {
                        events.add(
                                id,
                                run.type(),
                                run.database(),
                                event -> event.setStarted(new Started((int) run.fence())));
                    }
                    return run;
                }));
    }

    /** Who asked to cancel this run; stops it if another run has overtaken it. */
    Optional<String> cancelledBy(Run run) {
        var rows = jdbc.query(
                "SELECT cancel_by FROM operation WHERE id = ?" + RUNNING,
                (row, _) -> Optional.ofNullable(row.getString(1)),
                run.id(),
                run.fence());
        if (rows.isEmpty()) {
            throw OperationStopped.overtaken();
        }
        return rows.getFirst();
    }

    void progress(Run run, String step, long done, long total, String unit) {
        transaction.executeWithoutResult(_ -> {
            jdbc.execute("SET LOCAL synchronous_commit = off"); // nobody need wait for the disk to know how far it is
            change(
                    run,
                    "UPDATE operation SET step = ?, done = ?, total = ?, unit = ? WHERE id = ?",
                    step,
                    done,
                    total,
                    unit);
            events.addProgress(run.id(), run.type(), run.database(), new Progress(step, done, total, unit));
        });
    }

    void succeed(Run run, Outcome outcome) {
        transaction.executeWithoutResult(_ -> {
            change(
                    run,
                    "UPDATE operation SET state = 'succeeded', ended_at = now(), summary = ?, details = ?::jsonb WHERE id = ?",
                    outcome.summary(),
                    JSON.writeValueAsString(outcome.details()));
            outcome.commit().accept(jdbc);
            events.add(
                    run.id(),
                    run.type(),
                    run.database(),
                    event -> event.setSucceeded(new Succeeded(outcome.summary(), outcome.details())));
        });
    }

    void fail(Run run, OperationFailed failure) {
        String message = failure.getMessage() == null ? failure.reason().name() : failure.getMessage();
        transaction.executeWithoutResult(_ -> {
            change(
                    run,
                    "UPDATE operation SET state = 'failed', ended_at = now(), reason = ?, message = ?, mend = ? WHERE id = ?",
                    failure.reason().name(),
                    message,
                    failure.mend());
            events.add(
                    run.id(),
                    run.type(),
                    run.database(),
                    event -> event.setFailed(new Failed(failure.reason(), message, failure.mend())));
        });
    }

    void cancelled(Run run, String by) {
        transaction.executeWithoutResult(_ -> {
            change(run, "UPDATE operation SET state = 'cancelled', ended_at = now(), message = ? WHERE id = ?", by);
            events.add(run.id(), run.type(), run.database(), event -> event.setCancelled(new Cancelled(by)));
        });
    }

    /** Asks a run to stop; false: this service has no such operation under way. */
    boolean requestCancel(String id, String by) {
        return jdbc.update(
                        "UPDATE operation SET cancel_by = ? WHERE id = ? AND state IN ('accepted', 'running')", by, id)
                == 1;
    }

    boolean knows(String id) {
        return !jdbc.queryForList("SELECT 1 FROM operation WHERE id = ?", id).isEmpty();
    }

    private void change(Run run, String update, Object... values) {
        Object[] all = new Object[values.length + 2];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = run.id();
        all[values.length + 1] = run.fence();
        if (jdbc.update(update + RUNNING, all) == 0) {
            throw OperationStopped.overtaken();
        }
    }

    /** One run of one operation; the fence counts the runs. */
    record Run(String id, String type, @Nullable String database, long fence, MaintenanceCommand command) {}
}

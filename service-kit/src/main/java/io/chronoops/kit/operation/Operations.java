package io.chronoops.kit.operation;

import io.chronoops.kit.operation.Outbox.Haste;
import io.chronoops.kit.wire.AvroJson;
import io.chronoops.ops.Accepted;
import io.chronoops.ops.Cancelled;
import io.chronoops.ops.Failed;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Progress;
import io.chronoops.ops.Rejected;
import io.chronoops.ops.Started;
import io.chronoops.ops.Succeeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
            boolean taken = events.change(
                    Haste.SOON,
                    """
                    INSERT INTO operation (id, type, database, state, command)
                    VALUES (?, ?, ?, 'accepted', ?::jsonb) ON CONFLICT DO NOTHING""",
                    Arrays.asList(command.getId(), type, command.getDatabase(), AvroJson.write(command)),
                    command.getId(),
                    type,
                    command.getDatabase(),
                    event -> event.setAccepted(new Accepted(type)));
            if (taken) {
                schedule.run();
            }
            return taken;
        }));
    }

    /** Records a command that is never taken up, with what must happen in the same transaction; false: known already. */
    boolean reject(String id, String type, @Nullable String database, Refusal refusal, Runnable with) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean rejected = events.change(
                    Haste.AT_ONCE,
                    """
                    INSERT INTO operation (id, type, database, state, command, ended_at, reason, message)
                    VALUES (?, ?, ?, 'rejected', '{}', now(), ?, ?) ON CONFLICT DO NOTHING""",
                    Arrays.asList(id, type, database, refusal.reason().name(), refusal.message()),
                    id,
                    type,
                    database,
                    event -> event.setRejected(new Rejected(refusal.reason(), refusal.message())));
            if (rejected) {
                with.run();
            }
            return rejected;
        }));
    }

    /** A run begins: takes the next fence; empty: the operation has ended already. One beyond the last is no start. */
    Optional<Run> start(String id, int maxAttempts) {
        long begun = System.nanoTime();
        return transaction.execute(_ -> jdbc
                .query(
                        """
                        UPDATE operation SET state = 'running', fence = fence + 1, started_at = coalesce(started_at, now())
                        WHERE id = ? AND state IN ('accepted', 'running')
                        RETURNING type, database, fence, command, cancel_by""",
                        (row, _) -> new Run(
                                id,
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                AvroJson.read(row.getString(4), MaintenanceCommand.class),
                                Optional.ofNullable(row.getString(5)),
                                begun),
                        id)
                .stream()
                .findFirst()
                .map(run -> {
                    if (run.fence() <= maxAttempts) {
                        events.add(
                                Haste.SOON,
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
        change(
                Haste.SOON_OR_NEVER,
                run,
                "step = ?, done = ?, total = ?, unit = ?",
                List.of(step, done, total, unit),
                event -> event.setProgress(new Progress(step, done, total, unit)));
    }

    void succeed(Run run, Outcome outcome) {
        Consumer<JdbcTemplate> with = outcome.commit();
        if (with == null) {
            succeeded(run, outcome);
            return;
        }
        transaction.executeWithoutResult(_ -> {
            String lock = "SELECT 1 FROM operation WHERE id = ?" + RUNNING + " FOR UPDATE";
            if (jdbc.queryForList(lock, run.id(), run.fence())
                    .isEmpty()) { // of two runs one waits, and then finds none
                throw OperationStopped.overtaken();
            }
            with.accept(jdbc);
            succeeded(run, outcome); // what it tells of itself comes before its end
        });
    }

    private void succeeded(Run run, Outcome outcome) {
        change(
                Haste.AT_ONCE,
                run,
                "state = 'succeeded', ended_at = now(), summary = ?, details = ?::jsonb",
                List.of(outcome.summary(), JSON.writeValueAsString(outcome.details())),
                event -> event.setSucceeded(new Succeeded(outcome.summary(), outcome.details())));
    }

    void fail(Run run, OperationFailed failure) {
        String message = failure.getMessage() == null ? failure.reason().name() : failure.getMessage();
        change(
                Haste.AT_ONCE,
                run,
                "state = 'failed', ended_at = now(), reason = ?, message = ?, mend = ?",
                Arrays.asList(failure.reason().name(), message, failure.mend()),
                event -> event.setFailed(new Failed(failure.reason(), message, failure.mend())));
    }

    void cancelled(Run run, String by) {
        change(
                Haste.AT_ONCE,
                run,
                "state = 'cancelled', ended_at = now(), message = ?",
                List.of(by),
                event -> event.setCancelled(new Cancelled(by)));
    }

    private void change(
            Haste haste,
            Run run,
            String set,
            List<? extends @Nullable Object> values,
            Consumer<OperationEvent.Builder> whatHappened) {
        var all = new ArrayList<@Nullable Object>(values);
        all.add(run.id());
        all.add(run.fence());
        if (!events.change(
                haste,
                "UPDATE operation SET " + set + " WHERE id = ?" + RUNNING,
                all,
                run.id(),
                run.type(),
                run.database(),
                whatHappened)) {
            throw OperationStopped.overtaken();
        }
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

    /**
     * One run of one operation.
     *
     * @param fence counts the runs
     * @param cancelledBy who had asked to cancel it when it began
     * @param begun by {@link System#nanoTime}, before any other run could overtake it
     */
    record Run(
            String id,
            String type,
            @Nullable String database,
            long fence,
            MaintenanceCommand command,
            Optional<String> cancelledBy,
            long begun) {}
}

package io.chronoops.backup.replay;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.timeline.ChosenTables;
import io.chronoops.backup.timeline.Commit;
import io.chronoops.backup.timeline.Pace;
import io.chronoops.backup.timeline.ReadTimeline.ChangeReader;
import io.chronoops.backup.timeline.Span;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a target the part of the log that it is to have, whole transactions in commit order. A time stands for a place in
 * that order, as it does for a restore: the first commit later than it, and all after that one.
 */
final class ReplayLog implements ChangeReader {
    private static final long TELL_EVERY = 5_000;

    private final Span span;
    private final ChosenTables tables;
    private final ReplayTarget target;
    private final Pace pace;
    private final OperationRun run;
    private final List<ChangeEvent> held = new ArrayList<>();
    private boolean begun;
    private long behind;
    private long inTransaction;
    private long changes;
    private long transactions;
    private long schemaChanges;
    private @Nullable Commit last;

    ReplayLog(Span span, ChosenTables tables, ReplayTarget target, Pace pace, OperationRun run) {
        this.span = span;
        this.tables = tables;
        this.target = target;
        this.pace = pace;
        this.run = run;
    }

    @Override
    public boolean take(Commit commit, ChangeEvent event) throws IOException {
        Instant from = span.from();
        Instant to = span.to();
        if (to != null && commit.at().isAfter(to)) {
            return false;
        }
        if (!begun && from != null) {
            if (!commit.at().isAfter(from)) {
                behind = commit.lsn();
                return true;
            }
            target.beginsBehind(behind);
        }
        begun = true;
        if (event.getBegin() != null) {
            begin(event);
        } else if (event.getEnd() != null) {
            end(commit, event);
        } else if (isWanted(commit, event)) {
            if (inTransaction++ == 0) {
                for (ChangeEvent before : held) {
                    target.take(before);
                }
                held.clear();
            }
            target.take(event);
        }
        return true;
    }

    /** Held until there is something in it for the target. */
    private void begin(ChangeEvent begin) {
        run.stopIfCancelled();
        held.clear();
        held.add(begin);
        inTransaction = 0;
    }

    private boolean isWanted(Commit commit, ChangeEvent event) {
        if (event.getRow() != null) {
            return isWanted(commit, event.getRow().getSchema$(), event.getRow().getTable());
        }
        if (event.getTruncate() != null) {
            return isWanted(
                    commit,
                    event.getTruncate().getSchema$(),
                    event.getTruncate().getTable());
        }
        if (event.getMessage() != null && event.getMessage().getPrefix().equals(DdlMessages.DDL)) {
            schemaChanges++;
        }
        return false;
    }

    private boolean isWanted(Commit commit, String schema, String table) {
        return tables.has(schema, table) && !target.has(schema + "." + table, commit.lsn());
    }

    private void end(Commit commit, ChangeEvent end) throws IOException {
        if (inTransaction == 0) {
            return;
        }
        target.take(end);
        target.commit(commit);
        transactions++;
        if (changes / TELL_EVERY != (changes + inTransaction) / TELL_EVERY) {
            run.progress("replaying", changes + inTransaction, 0, "changes");
        }
        changes += inTransaction;
        last = commit;
        pace.pass(inTransaction, run::stopIfCancelled);
    }

    long changes() {
        return changes;
    }

    long transactions() {
        return transactions;
    }

    /** Schema changes that it met: they are not replayed. */
    long schemaChanges() {
        return schemaChanges;
    }

    /** The newest transaction that was given now; null: none. */
    @Nullable
    Commit last() {
        return last;
    }
}

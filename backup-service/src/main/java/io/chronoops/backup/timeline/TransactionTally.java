package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.archive.Segment.TableChanges;
import io.chronoops.backup.archive.TableTally;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts one transaction, whatever its size. */
final class TransactionTally {
    private final TableTally rows = new TableTally();
    private final List<SchemaChange> ddl = new ArrayList<>();
    private @Nullable String user;

    void take(ChangeEvent event) {
        rows.take(event);
        Message message = event.getMessage();
        if (message == null) {
            return;
        }
        user = DdlMessages.user(message).orElse(user);
        if (message.getPrefix().equals(DdlMessages.DDL)) {
            ddl.addAll(DdlMessages.changes(message.getContent(), 0, 0, Instant.EPOCH));
        }
    }

    Map<String, TableChanges> tables() {
        return rows.byTable();
    }

    @Nullable
    String user() {
        return user;
    }

    boolean changesSchemaOf(@Nullable String table) {
        return ddl.stream().anyMatch(change -> table == null || title(change).equals(table));
    }

    TransactionSummary summary(Commit commit) {
        Map<String, TableChanges> tables = tables();
        long changed = tables.values().stream()
                .mapToLong(one -> one.inserted() + one.updated() + one.deleted())
                .sum();
        return new TransactionSummary(
                commit.xid(),
                commit.at(),
                Lsn.text(commit.lsn()),
                changed,
                tables,
                ddl.stream()
                        .map(change -> change.table().isEmpty() ? change.tag() : change.tag() + " " + title(change))
                        .distinct()
                        .toList(),
                user,
                new TransactionSummary.Before(commit.xid(), commit.at().minus(1, ChronoUnit.MICROS)));
    }

    private static String title(SchemaChange change) {
        return change.schema() + "." + change.table();
    }
}

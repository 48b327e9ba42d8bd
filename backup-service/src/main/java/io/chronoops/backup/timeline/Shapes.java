package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Message;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Whose shape an event changes: what was known of rows does not fit afterwards. */
final class Shapes {
    private Shapes() {}

    /** The changes that it tells of; none where it is no such message. */
    static List<SchemaChange> changes(ChangeEvent event) {
        Message message = event.getMessage();
        return message == null || !message.getPrefix().equals(DdlMessages.DDL)
                ? List.of()
                : DdlMessages.changes(message.getContent(), 0, 0, Instant.EPOCH);
    }

    /** Whether a table is among them; an unreadable message tells of all. */
    static Predicate<String> touched(ChangeEvent event) {
        List<SchemaChange> changes = changes(event);
        return table -> changes.stream()
                .anyMatch(
                        change -> change.table().equals("*") || (change.schema() + "." + change.table()).equals(table));
    }
}

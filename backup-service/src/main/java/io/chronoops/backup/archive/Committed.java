package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Segment.RestorePoint;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a transaction's end says, with what was seen in it. */
record Committed(
        long xid,
        long lsn,
        Instant at,
        long changes,
        List<SchemaChange> ddl,
        Map<String, Long> sequences,
        List<RestorePoint> marks,
        @Nullable Instant heartbeatAt,
        Set<String> markers) {
    static Committed of(End end, List<Message> messages) {
        List<SchemaChange> ddl = new ArrayList<>();
        Map<String, Long> sequences = new HashMap<>();
        List<RestorePoint> marks = new ArrayList<>();
        Instant beat = null;
        Set<String> markers = new HashSet<>();
        for (Message message : messages) {
            switch (message.getPrefix()) {
                case DdlMessages.DDL ->
                    ddl.addAll(
                            DdlMessages.changes(message.getContent(), end.getLsn(), end.getXid(), end.getCommitAt()));
                case DdlMessages.HEARTBEAT -> {
                    sequences.putAll(DdlMessages.sequences(message.getContent()));
                    beat = HeartbeatTime.of(message.getContent()).orElse(beat);
                }
                case MarkMessage.PREFIX ->
                    MarkMessage.read(message.getContent())
                            .map(mark -> mark.at(end.getXid(), end.getLsn(), end.getCommitAt()))
                            .ifPresent(marks::add);
                case DdlMessages.MARKER -> markers.add(message.getContent());
                default -> {}
            }
        }
        return new Committed(
                end.getXid(), end.getLsn(), end.getCommitAt(), end.getChanges(), ddl, sequences, marks, beat, markers);
    }
}

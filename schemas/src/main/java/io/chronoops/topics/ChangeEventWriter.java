package io.chronoops.topics;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.Truncate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes change events, byte for byte as Avro's own writer does, without its walk through the schema: each change of an
 * operated database is written twice, and of all that costs most.
 */
public final class ChangeEventWriter implements DatumWriter<ChangeEvent> {
    /** Refuses another schema than the one that this was written for. */
    @Override
    public void setSchema(Schema schema) {
        if (!schema.equals(ChangeEvent.SCHEMA$)) {
            throw new IllegalArgumentException(
                    "change events are written in their own schema, not in " + schema.getFullName());
        }
    }

    @Override
    public void write(ChangeEvent event, Encoder out) throws IOException {
        out.writeLong(event.getEpoch());
        if (isThere(event.getOpened(), out)) {
            opened(event.getOpened(), out);
        }
        if (isThere(event.getBegin(), out)) {
            out.writeLong(event.getBegin().getXid());
        }
        if (isThere(event.getRow(), out)) {
            row(event.getRow(), out);
        }
        if (isThere(event.getTruncate(), out)) {
            Truncate truncate = event.getTruncate();
            out.writeLong(truncate.getOrder());
            out.writeString(truncate.getSchema$());
            out.writeString(truncate.getTable());
        }
        if (isThere(event.getMessage(), out)) {
            out.writeLong(event.getMessage().getOrder());
            out.writeString(event.getMessage().getPrefix());
            out.writeString(event.getMessage().getContent());
        }
        if (isThere(event.getEnd(), out)) {
            end(event.getEnd(), out);
        }
    }

    /** Optional fields are unions of null and their type, in this order. */
    private static boolean isThere(@Nullable Object value, Encoder out) throws IOException {
        out.writeIndex(value == null ? 0 : 1);
        if (value == null) {
            out.writeNull();
        }
        return value != null;
    }

    private static void opened(Opened opened, Encoder out) throws IOException {
        out.writeString(opened.getSlot());
        out.writeLong(opened.getConfirmedLsn());
        out.writeString(opened.getSystemIdentifier());
        out.writeInt(opened.getTimeline());
        optional(opened.getRenewed(), out);
        Map<String, Long> ended = opened.getEndedTimelines();
        out.writeMapStart();
        out.setItemCount(ended.size());
        for (Map.Entry<String, Long> each : ended.entrySet()) {
            out.startItem();
            out.writeString(each.getKey());
            out.writeLong(each.getValue());
        }
        out.writeMapEnd();
    }

    @SuppressWarnings("EnumOrdinal") // the class is made from the schema: its order is the schema's
    private static void row(Row row, Encoder out) throws IOException {
        out.writeLong(row.getOrder());
        out.writeString(row.getSchema$());
        out.writeString(row.getTable());
        out.writeEnum(row.getOp().ordinal());
        names(row.getKeyColumns(), out);
        values(row.getKeyValues(), out);
        names(row.getColumns(), out);
        values(row.getValues(), out);
        names(row.getUnchanged(), out);
        hashes(row.getBlobs(), out);
        out.writeBoolean(row.getIdentityUnknown());
        hashes(row.getKeyBlobs(), out);
    }

    private static void end(End end, Encoder out) throws IOException {
        Instant at = end.getCommitAt();
        out.writeLong(end.getXid());
        out.writeLong(end.getLsn());
        out.writeLong(TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano()));
        out.writeLong(end.getChanges());
        out.writeLong(end.getPreviousLsn());
    }

    private static void names(List<String> names, Encoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(names.size());
        for (String name : names) {
            out.startItem();
            out.writeString(name);
        }
        out.writeArrayEnd();
    }

    private static void values(List<@Nullable String> values, Encoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(values.size());
        for (String value : values) {
            out.startItem();
            optional(value, out);
        }
        out.writeArrayEnd();
    }

    private static void optional(@Nullable String value, Encoder out) throws IOException {
        if (isThere(value, out)) {
            out.writeString(value);
        }
    }

    private static void hashes(Map<String, String> hashes, Encoder out) throws IOException {
        out.writeMapStart();
        out.setItemCount(hashes.size());
        for (Map.Entry<String, String> each : hashes.entrySet()) {
            out.startItem();
            out.writeString(each.getKey());
            out.writeString(each.getValue());
        }
        out.writeMapEnd();
    }
}

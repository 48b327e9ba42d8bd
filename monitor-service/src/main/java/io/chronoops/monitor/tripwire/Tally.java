package io.chronoops.monitor.tripwire;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what each transaction does to each table. The log may repeat itself: a transaction at or before the last one is
 * dropped, one without its end is void. Pure: the same records give the same transactions.
 */
final class Tally {
    private static final String USER = "chronoops.user";

    private final Map<String, Counts> tables = new TreeMap<>();
    private String server;
    private long lastLsn;
    private long boundary;
    private String user = "";
    private boolean open;

    private Tally(long boundary, long lastLsn, String server) {
        this.boundary = boundary;
        this.lastLsn = lastLsn;
        this.server = server;
    }

    /** Goes on at this offset, with what {@link #memory} said there; that may be empty. */
    static Tally from(long offset, String memory) {
        int space = memory.indexOf(' ');
        return space < 0
                ? new Tally(offset, 0, "")
                : new Tally(offset, Long.parseLong(memory.substring(0, space)), memory.substring(space + 1));
    }

    /** The offset from which all can be counted again that has not committed. */
    long boundary() {
        return boundary;
    }

    /** What must be known at the boundary. */
    String memory() {
        return lastLsn + " " + server;
    }

    /** Takes the next record; the transaction that it ends, unless that came before. */
    Optional<Counted> take(long offset, ChangeEvent event) {
        Optional<Counted> ended = Optional.empty();
        if (event.getOpened() != null) {
            opened(event.getOpened());
        } else if (event.getBegin() != null) {
            begin(offset);
        } else if (event.getEnd() != null) {
            ended = end(event.getEnd());
        } else if (open) {
            inside(event);
        }
        if (!open) {
            boundary = offset + 1;
        }
        return ended;
    }

    /** Of another server, or another timeline of it, positions say nothing here. */
    private void opened(Opened opened) {
        open = false;
        String now = opened.getSystemIdentifier() + "/" + opened.getTimeline();
        if (!now.equals(server)) {
            server = now;
            lastLsn = 0;
        }
    }

    private void begin(long offset) {
        tables.clear();
        user = "";
        open = true;
        boundary = offset;
    }

    private void inside(ChangeEvent event) {
        Row row = event.getRow();
        Truncate truncate = event.getTruncate();
        Message message = event.getMessage();
        if (row != null && row.getOp() == RowOp.DELETE) {
            add(row.getSchema$(), row.getTable(), new Counts(0, 1, 0));
        } else if (row != null && row.getOp() != RowOp.INSERT) {
            add(row.getSchema$(), row.getTable(), new Counts(1, 0, 0));
        } else if (truncate != null) {
            add(truncate.getSchema$(), truncate.getTable(), new Counts(0, 0, 1));
        } else if (message != null && message.getPrefix().equals(USER)) {
            user = message.getContent();
        }
    }

    private void add(String schema, String table, Counts counts) {
        tables.merge(schema + "." + table, counts, Counts::plus);
    }

    private Optional<Counted> end(End end) {
        boolean counts = open && end.getLsn() > lastLsn;
        open = false;
        if (!counts) {
            return Optional.empty();
        }
        lastLsn = end.getLsn();
        return Optional.of(new Counted(end.getXid(), end.getLsn(), end.getCommitAt(), user, Map.copyOf(tables)));
    }
}

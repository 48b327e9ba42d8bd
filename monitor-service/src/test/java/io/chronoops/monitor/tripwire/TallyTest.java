package io.chronoops.monitor.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final List<Counted> counted = new ArrayList<>();
    private Tally tally = Tally.from(0, "");
    private long offset;

    private void take(ChangeEvent.Builder event) {
        tally.take(offset++, event.setEpoch(1).build()).ifPresent(counted::add);
    }

    private void opened(String server) {
        take(ChangeEvent.newBuilder().setOpened(new Opened("slot", 0L, server, 1, null, java.util.Map.of())));
    }

    private void begin(long xid) {
        take(ChangeEvent.newBuilder().setBegin(new Begin(xid)));
    }

    private void row(RowOp op, String table) {
        take(ChangeEvent.newBuilder()
                .setRow(Row.newBuilder()
                        .setOrder(1)
                        .setSchema$("public")
                        .setTable(table)
                        .setOp(op)
                        .build()));
    }

    private void end(long xid, long lsn) {
        take(ChangeEvent.newBuilder().setEnd(new End(xid, lsn, Instant.EPOCH, 1L, 0L)));
    }

    @Test
    void what_a_transaction_did_is_counted_by_table_with_who_did_it() {
        begin(7);
        row(RowOp.DELETE, "a");
        row(RowOp.DELETE, "a");
        row(RowOp.UPDATE, "a");
        row(RowOp.INSERT, "a");
        take(ChangeEvent.newBuilder().setTruncate(new Truncate(1L, "public", "b")));
        take(ChangeEvent.newBuilder().setMessage(new Message(1L, "chronoops.user", "shop-web")));
        end(7, 100);

        assertThat(counted)
                .containsExactly(new Counted(
                        7,
                        100,
                        Instant.EPOCH,
                        "shop-web",
                        Map.of("public.a", new Counts(1, 2, 0), "public.b", new Counts(0, 0, 1))));
    }

    @Test
    void one_that_breaks_off_is_void_and_one_that_comes_twice_counts_once() {
        opened("1");
        begin(7);
        row(RowOp.DELETE, "a");
        opened("1");
        begin(7);
        row(RowOp.DELETE, "a");
        end(7, 100);
        opened("1");
        begin(7);
        row(RowOp.DELETE, "a");
        end(7, 100);

        assertThat(counted).extracting(Counted::tables).containsExactly(Map.of("public.a", new Counts(0, 1, 0)));
    }

    @Test
    void after_a_restart_at_the_boundary_nothing_is_lost_and_nothing_counts_twice() {
        opened("1");
        begin(7);
        end(7, 100);
        begin(8);
        row(RowOp.DELETE, "a");
        assertThat(tally.boundary()).isEqualTo(3);

        tally = Tally.from(tally.boundary(), tally.memory());
        opened("1");
        begin(7);
        end(7, 100);
        begin(8);
        row(RowOp.DELETE, "a");
        end(8, 110);

        assertThat(counted).extracting(Counted::xid).containsExactly(7L, 8L);
    }

    @Test
    void positions_of_another_server_do_not_hide_its_transactions() {
        opened("1");
        begin(7);
        end(7, 100);
        opened("2");
        begin(5);
        end(5, 50);

        assertThat(counted).extracting(Counted::xid).containsExactly(7L, 5L);
    }
}

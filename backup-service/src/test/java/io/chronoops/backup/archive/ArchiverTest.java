package io.chronoops.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.KeyedRepository;
import io.chronoops.backup.repository.Keys;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What the archiver makes of a log that repeats itself, breaks off and loses records. */
class ArchiverTest {
    @TempDir
    @Nullable
    Path folder;

    private final ArchiveState state = new ArchiveState();
    private Repository repository = new DiskRepository(Path.of("unset"));
    private Segments segments = new Segments(repository);
    private long offset;

    @BeforeEach
    void repository() {
        repository = new DiskRepository(folder().resolve("repository"));
        segments = new Segments(repository);
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException();
        }
        return folder;
    }

    private Archiver archiver() throws IOException {
        var properties = new ArchiveProperties(
                Duration.ofMinutes(1), DataSize.ofMegabytes(64), Duration.ZERO, folder().resolve("work"));
        return new Archiver(
                "shop",
                repository,
                properties,
                state,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                segments.newest("shop").orElse(null));
    }

    private void opened(Archiver archiver, long epoch, long confirmed) throws IOException {
        take(
                archiver,
                ChangeEvent.newBuilder()
                        .setEpoch(epoch)
                        .setOpened(Opened.newBuilder()
                                .setSlot("slot")
                                .setConfirmedLsn(confirmed)
                                .setSystemIdentifier("1")
                                .setTimeline(1)
                                .build()));
    }

    private void begin(Archiver archiver, long epoch, long xid, int rows) throws IOException {
        take(archiver, ChangeEvent.newBuilder().setEpoch(epoch).setBegin(new Begin(xid)));
        for (int i = 1; i <= rows; i++) {
            take(
                    archiver,
                    ChangeEvent.newBuilder()
                            .setEpoch(epoch)
                            .setRow(Row.newBuilder()
                                    .setOrder((long) i)
                                    .setSchema$("public")
                                    .setTable("t")
                                    .setOp(RowOp.INSERT)
                                    .setColumns(List.of("id"))
                                    .setValues(List.of(xid + "-" + i))
                                    .build()));
        }
    }

    private void end(Archiver archiver, long epoch, long xid, long lsn, long previous, int rows) throws IOException {
        take(
                archiver,
                ChangeEvent.newBuilder()
                        .setEpoch(epoch)
                        .setEnd(new End(xid, lsn, Instant.ofEpochSecond(lsn), (long) rows, previous)));
    }

    private void take(Archiver archiver, ChangeEvent.Builder event) throws IOException {
        archiver.take(offset++, event.build());
    }

    private void sealWithMarker(Archiver archiver, long epoch, long xid, long lsn, long previous) throws IOException {
        state.expect("m" + xid);
        take(archiver, ChangeEvent.newBuilder().setEpoch(epoch).setBegin(new Begin(xid)));
        take(
                archiver,
                ChangeEvent.newBuilder().setEpoch(epoch).setMessage(new Message(1L, DdlMessages.MARKER, "m" + xid)));
        end(archiver, epoch, xid, lsn, previous, 1);
    }

    private void sealHeartbeat(Archiver archiver, long epoch, long xid, long lsn, long previous, String content)
            throws IOException {
        state.expect("m" + xid);
        take(archiver, ChangeEvent.newBuilder().setEpoch(epoch).setBegin(new Begin(xid)));
        for (Message message : List.of(
                new Message(1L, DdlMessages.HEARTBEAT, content), new Message(2L, DdlMessages.MARKER, "m" + xid))) {
            take(archiver, ChangeEvent.newBuilder().setEpoch(epoch).setMessage(message));
        }
        end(archiver, epoch, xid, lsn, previous, 2);
    }

    private List<String> archived() throws IOException {
        List<String> values = new ArrayList<>();
        new ArchiveReader(repository).read(segments.of("shop"), event -> {
            if (event.getRow() != null) {
                values.add(event.getRow().getValues().getFirst());
            }
            return true;
        });
        return values;
    }

    @Test
    void the_newest_sealed_heartbeat_is_known_by_the_sources_time_also_after_a_restart_and_not_beyond_a_gap()
            throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            sealWithMarker(archiver, 1, 7, 110, 0);
            assertThat(state.archivedHeartbeatAt()).isNull();
            sealHeartbeat(archiver, 1, 8, 120, 110, "{\"at\": 5000001, \"sequences\": {}}");
            sealHeartbeat(archiver, 1, 9, 130, 120, "{\"sequences\": null}");
            sealWithMarker(archiver, 1, 10, 140, 130);
        }
        assertThat(state.archivedHeartbeatAt()).isEqualTo(Instant.parse("1970-01-01T00:00:05.000001Z"));
        try (Archiver again = archiver()) {
            assertThat(state.archivedHeartbeatAt()).isEqualTo(Instant.parse("1970-01-01T00:00:05.000001Z"));
            opened(again, 2, 500);
            sealWithMarker(again, 2, 11, 510, 0);
            assertThat(state.archivedHeartbeatAt()).isNull();
        }
    }

    @Test
    void a_transaction_that_breaks_off_is_void_and_one_that_comes_twice_is_kept_once() throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            begin(archiver, 1, 7, 2);
            end(archiver, 1, 7, 110, 0, 2);
            begin(archiver, 1, 8, 3);
            opened(archiver, 2, 100);
            begin(archiver, 2, 7, 2);
            end(archiver, 2, 7, 110, 0, 2);
            begin(archiver, 2, 8, 3);
            end(archiver, 2, 8, 120, 110, 3);
            sealWithMarker(archiver, 2, 9, 130, 120);

            assertThat(archiver.dropped()).isEqualTo(1);
        }
        assertThat(archived()).containsExactly("7-1", "7-2", "8-1", "8-2", "8-3");
        assertThat(state.sealedLsn()).isEqualTo(130);
    }

    @Test
    void a_large_transaction_that_breaks_off_leaves_nothing_behind() throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            begin(archiver, 1, 7, 1);
            end(archiver, 1, 7, 110, 0, 1);
            begin(archiver, 1, 8, 40_000);
            opened(archiver, 2, 100);
            sealWithMarker(archiver, 2, 9, 130, 110);
        }

        assertThat(archived()).containsExactly("7-1");
    }

    @Test
    void large_transactions_that_come_twice_are_cut_off_again_and_again_without_harm_to_what_stands_before_them()
            throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            begin(archiver, 1, 7, 20_000);
            end(archiver, 1, 7, 110, 0, 20_000);
            begin(archiver, 1, 8, 20_000);
            end(archiver, 1, 8, 120, 110, 20_000);
            opened(archiver, 2, 100);
            begin(archiver, 2, 7, 20_000);
            end(archiver, 2, 7, 110, 0, 20_000);
            begin(archiver, 2, 8, 20_000);
            end(archiver, 2, 8, 120, 110, 20_000);
            sealWithMarker(archiver, 2, 9, 130, 120);

            assertThat(archiver.dropped()).isEqualTo(2);
        }

        assertThat(archived()).hasSize(40_000).startsWith("7-1").endsWith("8-20000");
    }

    @Test
    void
            records_lost_between_two_transactions_or_within_one_are_noticed_and_nothing_counts_until_the_capture_starts_again()
                    throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            begin(archiver, 1, 7, 1);
            end(archiver, 1, 7, 110, 0, 1);
            begin(archiver, 1, 9, 1);

            assertThatThrownBy(() -> end(archiver, 1, 9, 130, 120, 1)).isInstanceOf(Archiver.ChainBroken.class);
            begin(archiver, 1, 10, 1);
            end(archiver, 1, 10, 140, 110, 1);
            opened(archiver, 2, 105);
            begin(archiver, 2, 8, 1);
            assertThatThrownBy(() -> end(archiver, 2, 8, 120, 110, 2)).isInstanceOf(Archiver.ChainBroken.class);
            opened(archiver, 3, 105);
            begin(archiver, 3, 8, 2);
            end(archiver, 3, 8, 120, 110, 2);
            sealWithMarker(archiver, 3, 11, 150, 120);
        }

        assertThat(archived()).containsExactly("7-1", "8-1", "8-2");
    }

    @Test
    void a_slot_that_stands_beyond_the_archive_is_a_gap_in_the_chain_and_is_said() throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            sealWithMarker(archiver, 1, 7, 110, 0);
        }
        try (Archiver archiver = archiver()) {
            opened(archiver, 2, 500);
            sealWithMarker(archiver, 2, 9, 510, 0);
        }

        List<Segment> all = segments.of("shop");
        assertThat(all).hasSize(2);
        assertThat(all.get(0).gapBefore()).isNull();
        assertThat(all.get(1).gapBefore()).contains("0/1F4").contains("0/6E");
        assertThat(all.get(1).firstLsn()).isEqualTo(500);
    }

    @Test
    void segments_are_a_chain_of_hashes_that_goes_on_after_a_restart() throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            sealWithMarker(archiver, 1, 7, 110, 0);
        }
        try (Archiver archiver = archiver()) {
            assertThat(archiver.nextOffset()).isEqualTo(offset);
            opened(archiver, 2, 110);
            sealWithMarker(archiver, 2, 8, 120, 0);
        }

        List<Segment> all = segments.of("shop");
        assertThat(all.get(1).previousSha256()).isEqualTo(all.get(0).sha256());
    }

    @Test
    void segments_follow_the_repositorys_encryption_and_a_lost_key_is_no_damage() throws IOException {
        Keys keys = Keys.parse("k1 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "keys");
        Repository clear = repository;
        repository = new KeyedRepository(clear, keys).encrypting(true);
        segments = new Segments(repository);
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, 100);
            begin(archiver, 1, 7, 1);
            end(archiver, 1, 7, 110, 0, 1);
            sealWithMarker(archiver, 1, 8, 120, 110);
        }

        assertThat(archived()).containsExactly("7-1");
        assertThat(clear.list("shop")).anyMatch(path -> path.endsWith(".avro.enc"));
        repository = new KeyedRepository(clear, Keys.none());
        segments = new Segments(repository);
        assertThat(segments.newest("shop").orElseThrow().lastLsn()).isEqualTo(120);
        assertThatThrownBy(this::archived)
                .isInstanceOf(RepositoryFailed.class)
                .hasMessageContainingAll("encrypted with key k1", ".avro");
    }
}

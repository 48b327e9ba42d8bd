package io.chronoops.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Repository;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What becomes of a chain when another server answers, or the same one after a failover, or two instances write. */
class ContinuityTest {
    @TempDir
    @Nullable
    Path folder;

    private final ArchiveState state = new ArchiveState();
    private Repository repository = new DiskRepository(Path.of("unset"));
    private Segments segments = new Segments(repository);
    private long offset;

    @BeforeEach
    void repository() {
        if (folder == null) {
            throw new IllegalStateException();
        }
        repository = new DiskRepository(folder.resolve("repository"));
        segments = new Segments(repository);
    }

    private Archiver archiver() throws IOException {
        return archiver(segments.newest("shop").orElse(null));
    }

    private Archiver archiver(@Nullable Segment newest) throws IOException {
        if (folder == null) {
            throw new IllegalStateException();
        }
        var properties = new ArchiveProperties(
                Duration.ofMinutes(1), DataSize.ofMegabytes(64), Duration.ZERO, folder.resolve("work"));
        return new Archiver("shop", repository, properties, state, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), newest);
    }

    private void take(Archiver archiver, long epoch, ChangeEvent.Builder event) throws IOException {
        archiver.take(offset++, event.setEpoch(epoch).build());
    }

    private void opened(Archiver archiver, long epoch, Origin origin, long confirmed, Map<String, Long> ended)
            throws IOException {
        take(
                archiver,
                epoch,
                ChangeEvent.newBuilder()
                        .setOpened(Opened.newBuilder()
                                .setSlot("slot")
                                .setConfirmedLsn(confirmed)
                                .setSystemIdentifier(origin.systemIdentifier())
                                .setTimeline(origin.timeline())
                                .setEndedTimelines(ended)
                                .build()));
    }

    /** A transaction of one row and, to have it sealed at once, a marker. */
    private void transaction(Archiver archiver, long epoch, long lsn, boolean sealed) throws IOException {
        take(archiver, epoch, ChangeEvent.newBuilder().setBegin(new Begin(lsn)));
        take(
                archiver,
                epoch,
                ChangeEvent.newBuilder()
                        .setRow(Row.newBuilder()
                                .setOrder(1L)
                                .setSchema$("public")
                                .setTable("t")
                                .setOp(RowOp.INSERT)
                                .setColumns(List.of("id"))
                                .setValues(List.of("at " + lsn))
                                .build()));
        if (sealed) {
            take(archiver, epoch, ChangeEvent.newBuilder().setMessage(new Message(2L, DdlMessages.MARKER, "m" + lsn)));
        }
        take(
                archiver,
                epoch,
                ChangeEvent.newBuilder().setEnd(new End(lsn, lsn, Instant.ofEpochSecond(lsn), sealed ? 2L : 1L, 0L)));
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
    void another_server_begins_a_line_of_its_own_however_low_its_lsns_are_and_its_slot_is_confirmed_by_its_own_alone()
            throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, new Origin("7", 1), 9_000, Map.of());
            transaction(archiver, 1, 9_100, true);
            assertThat(state.confirmableLsn(1)).isEqualTo(9_100);
            opened(archiver, 2, new Origin("8", 1), 50, Map.of());

            assertThat(archiver.newGap()).hasValueSatisfying(gap -> {
                assertThat(gap.reason()).contains("another server answers", "8", "7");
                assertThat(gap.coveredLsn()).isEqualTo(9_100);
            });
            assertThat(state.confirmableLsn(2)).isZero();
            transaction(archiver, 2, 60, true);
            assertThat(state.confirmableLsn(2)).isEqualTo(60);
        }

        assertThat(archived()).containsExactly("at 9100", "at 60");
        List<Segment> log = segments.of("shop");
        assertThat(log.getLast().gapBefore()).contains("another server");
        Lines lines = Lines.of(log);
        assertThat(lines.of(new Origin("7", 1)).segments()).containsExactly(log.getFirst());
        assertThat(lines.of(new Origin("7", 1)).endedBy()).contains("another server");
        assertThat(lines.of(new Origin("8", 1)).segments()).containsExactly(log.getLast());
        assertThat(lines.of(new Origin("9", 1)).segments()).isEmpty();
    }

    @Test
    void a_failover_cuts_the_chain_where_the_timeline_ended_and_keeps_aside_what_the_new_primary_lost()
            throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, new Origin("7", 1), 100, Map.of());
            transaction(archiver, 1, 110, true);
            transaction(archiver, 1, 120, false);
            transaction(archiver, 1, 130, true);
            transaction(archiver, 1, 140, true);
            transaction(archiver, 1, 150, false);
        }
        try (Archiver archiver = archiver()) {
            opened(archiver, 2, new Origin("7", 2), 125, Map.of("1", 121L));
            assertThat(archiver.newGap()).hasValueSatisfying(gap -> assertThat(gap.reason())
                    .contains("failover from timeline 1 to 2 at 0/79", "0/7D"));
            transaction(archiver, 2, 128, true);
        }

        assertThat(archived()).containsExactly("at 110", "at 120", "at 128");
        assertThat(repository.list("shop/lost")).hasSize(4); // two segments and their descriptions
        assertThat(Lines.of(segments.of("shop")).of(new Origin("7", 1)).segments())
                .extracting(Segment::lastLsn)
                .containsExactly(110L, 120L);
    }

    @Test
    void a_failover_whose_place_is_not_told_is_a_gap_and_what_comes_after_does_not_mix_with_what_was_before()
            throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, new Origin("7", 1), 100, Map.of());
            transaction(archiver, 1, 150, true);
            opened(archiver, 2, new Origin("7", 2), 125, Map.of());
            assertThat(archiver.newGap()).hasValueSatisfying(gap -> assertThat(gap.reason())
                    .contains("failover", "may hold transactions that the new primary never had"));
            transaction(archiver, 2, 140, true);
        }

        assertThat(archived()).containsExactly("at 150", "at 140");
    }

    @Test
    void a_slot_that_came_along_at_a_failover_goes_on_without_a_gap() throws IOException {
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, new Origin("7", 1), 100, Map.of());
            transaction(archiver, 1, 110, true);
            opened(archiver, 2, new Origin("7", 2), 105, Map.of("1", 112L));
            transaction(archiver, 2, 110, false);
            transaction(archiver, 2, 120, true);

            assertThat(archiver.newGap()).isEmpty();
        }

        assertThat(archived()).containsExactly("at 110", "at 120");
        assertThat(segments.of("shop")).allMatch(segment -> segment.gapBefore() == null);
    }

    @Test
    void a_gap_that_is_not_sealed_yet_is_seen_again_after_a_restart_and_is_the_same_one() throws IOException {
        List<Gap> gaps = new ArrayList<>();
        try (Archiver archiver = archiver()) {
            opened(archiver, 1, new Origin("7", 1), 100, Map.of());
            transaction(archiver, 1, 110, true);
        }
        for (int epoch = 2; epoch <= 3; epoch++) {
            try (Archiver archiver = archiver()) {
                opened(archiver, epoch, new Origin("7", 1), 200, Map.of());
                archiver.newGap().ifPresent(gaps::add);
                assertThat(state.confirmableLsn(epoch)).isZero();
            }
        }

        assertThat(gaps).hasSize(2);
        assertThat(gaps.get(0).id("gap")).isEqualTo(gaps.get(1).id("gap"));
        assertThat(gaps.get(0).id("gap")).isNotEqualTo(gaps.get(0).id("base after gap"));
    }

    @Test
    void what_two_writers_seal_side_by_side_counts_once() throws IOException {
        try (Archiver first = archiver()) {
            opened(first, 1, new Origin("7", 1), 100, Map.of());
            transaction(first, 1, 110, true);
            transaction(first, 1, 120, false);
            Segment common = segments.newest("shop").orElseThrow();
            try (Archiver second = archiver(common)) {
                opened(second, 2, new Origin("7", 1), 110, Map.of());
                transaction(second, 2, 120, true);
                transaction(second, 2, 130, true);
            }
            transaction(first, 1, 130, true);
        }

        assertThat(segments.of("shop")).hasSizeLessThan(4);
        assertThat(repository.list("shop/segments")).hasSize(8);
        assertThat(archived()).containsExactly("at 110", "at 120", "at 130");
    }
}

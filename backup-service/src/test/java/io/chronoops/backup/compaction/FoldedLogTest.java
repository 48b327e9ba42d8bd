package io.chronoops.backup.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.ArchiveProperties;
import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.Archiver;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.neteffect.NetEffect;
import io.chronoops.backup.neteffect.Result;
import io.chronoops.backup.neteffect.TableEffect;
import io.chronoops.backup.postgres.Snapshot;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Whatever was committed in whatever order, whichever base, whichever stop: with folded segments a restore comes to the same. */
class FoldedLogTest {
    private static final int TRANSACTIONS = 60;
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final CompactionProperties RULES =
            new CompactionProperties(Duration.ZERO, 2, Duration.ofSeconds(100));

    @TempDir
    Path folder = Path.of("unset");

    private final ArchiveState state = new ArchiveState();
    private final Map<String, String> rows = new HashMap<>();
    private long offset;

    /** A transaction in commit order, and what the table is like after it. */
    private record Committed(long xid, long lsn, Map<String, String> after) {}

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_restore_over_folded_segments_comes_to_the_same(long seed) throws IOException {
        var random = new Random(seed);
        Repository repository = new DiskRepository(folder);
        List<Committed> history = history(repository, random);
        List<Segment> log = new Segments(repository).of("shop");
        List<Compacted> done = new ArrayList<>();
        int taken = random.nextInt(TRANSACTIONS / 2);
        Snapshot base = snapshot(history, taken);
        List<Snapshot> known = random.nextInt(3) > 0 ? List.of(base) : List.of();
        var fold = new FoldSegments(repository, random.nextBoolean() ? 1_000_000 : 300, CLOCK);
        for (Run run : ChooseRuns.of(log, List.of(), known, RULES, Instant.EPOCH)) {
            Segment content =
                    fold.fold(run.segments(), CompactedRuns.file("shop", run), _ -> false, _ -> true, new Unhurried());
            done.add(new Compacted(content, run.sha256(), run.segments().size(), run.changes(), run.bytes(), true));
        }
        Committed stop = history.get(taken + random.nextInt(TRANSACTIONS - taken));

        List<Segment> shorter = ShorterLog.of(log, done, base, stop.lsn());

        Map<String, String> seen = seen(history, base);
        assertThat(restored(repository, log, base, stop.lsn(), seen))
                .as("the log")
                .isEqualTo(stop.after());
        assertThat(restored(repository, shorter, base, stop.lsn(), seen))
                .as("seed %d: %d segments instead of %d", seed, shorter.size(), log.size())
                .isEqualTo(stop.after());
        if (!known.isEmpty() && stop.equals(history.getLast()) && taken < TRANSACTIONS / 4) {
            assertThat(shorter).as("seed %d", seed).hasSizeLessThan(log.size());
        }
    }

    /** Xids are given out in one order and committed in a slightly different one. */
    private List<Committed> history(Repository repository, Random random) throws IOException {
        List<Long> xids =
                new ArrayList<>(LongStream.rangeClosed(1, TRANSACTIONS).boxed().toList());
        for (int i = 0; i + 4 < xids.size(); i += 3) {
            Collections.shuffle(xids.subList(i, i + 4), random);
        }
        List<Committed> history = new ArrayList<>();
        var properties = new ArchiveProperties(
                Duration.ofDays(1), DataSize.ofMegabytes(64), Duration.ZERO, folder.resolve("work"));
        try (var archiver = new Archiver("shop", repository, properties, state, CLOCK, null)) {
            take(archiver, event().setOpened(new Opened("slot", 0L, "1", 1, null, Map.of())));
            long lsn = 0;
            for (long xid : xids) {
                take(archiver, event().setBegin(new Begin(xid)));
                long changes = 0;
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    take(archiver, event().setRow(change(random, ++changes)));
                }
                if (random.nextInt(3) == 0) {
                    String marker = "m" + xid;
                    state.expect(marker);
                    take(archiver, event().setMessage(new Message(++changes, "chronoops.marker", marker)));
                }
                long end = lsn + 10;
                take(archiver, event().setEnd(new End(xid, end, Instant.ofEpochSecond(end), changes, lsn)));
                lsn = end;
                history.add(new Committed(xid, lsn, Map.copyOf(rows)));
            }
            state.expect("end");
            take(archiver, event().setBegin(new Begin(TRANSACTIONS + 1L)));
            take(archiver, event().setMessage(new Message(1L, "chronoops.marker", "end")));
            take(archiver, event().setEnd(new End(TRANSACTIONS + 1L, lsn + 10, Instant.EPOCH, 1L, lsn)));
        }
        return history;
    }

    private static ChangeEvent.Builder event() {
        return ChangeEvent.newBuilder().setEpoch(1);
    }

    private void take(Archiver archiver, ChangeEvent.Builder event) throws IOException {
        archiver.take(offset++, event.build());
    }

    private Row change(Random random, long order) {
        String key = String.valueOf(random.nextInt(6));
        String value = "v" + random.nextInt(1_000);
        Row.Builder row = Row.newBuilder().setOrder(order).setSchema$("public").setTable("t");
        if (!rows.containsKey(key)) {
            rows.put(key, value);
            return row.setOp(RowOp.INSERT)
                    .setColumns(List.of("k", "v"))
                    .setValues(List.of(key, value))
                    .build();
        }
        row.setKeyColumns(List.of("k")).setKeyValues(List.of(key));
        if (random.nextInt(4) == 0) {
            rows.remove(key);
            return row.setOp(RowOp.DELETE).build();
        }
        String to = String.valueOf(random.nextInt(6));
        if (rows.containsKey(to)) {
            rows.put(key, value);
            return row.setOp(RowOp.UPDATE)
                    .setColumns(List.of("k", "v"))
                    .setValues(List.of(key, value))
                    .build();
        }
        rows.put(to, rows.remove(key));
        return row.setOp(RowOp.UPDATE)
                .setColumns(List.of("k"))
                .setValues(List.of(to))
                .setUnchanged(List.of("v"))
                .build();
    }

    /** Taken after so many commits. */
    private static Snapshot snapshot(List<Committed> history, int commits) {
        Set<Long> visible =
                history.subList(0, commits).stream().map(Committed::xid).collect(Collectors.toSet());
        long xmax = visible.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        var running = new TreeSet<Long>();
        LongStream.range(1, xmax).filter(xid -> !visible.contains(xid)).forEach(running::add);
        return new Snapshot(running.isEmpty() ? xmax : running.first(), xmax, running);
    }

    private static Map<String, String> seen(List<Committed> history, Snapshot base) {
        return history.stream()
                .filter(one -> base.sees(one.xid()))
                .reduce((_, later) -> later)
                .map(Committed::after)
                .orElse(Map.of());
    }

    /** As a restore does it. */
    private static Map<String, String> restored(
            Repository repository, List<Segment> log, Snapshot base, long stop, Map<String, String> begin)
            throws IOException {
        var effect = new NetEffect(Map.of("public.t", List.of("k", "v")));
        List<ChangeEvent> transaction = new ArrayList<>();
        new ArchiveReader(repository).read(log, event -> {
            if (event.getEnd() == null) {
                transaction.add(event);
                return true;
            }
            if (event.getEnd().getLsn() > stop) {
                return false;
            }
            if (!base.sees(event.getEnd().getXid())) {
                transaction.stream()
                        .map(ChangeEvent::getRow)
                        .filter(row -> row != null)
                        .forEach(effect::take);
            }
            transaction.clear();
            return true;
        });
        Map<String, String> now = new HashMap<>(begin);
        for (TableEffect table : effect.handOver()) {
            Map<String, String> before = Map.copyOf(now);
            table.deleted().forEach(key -> now.remove(key.getFirst()));
            List<String[]> changed = table.changed()
                    .map(row -> new String[] {
                        origin(row),
                        String.valueOf(row.value(0)),
                        row.tells(1) ? String.valueOf(row.value(1)) : String.valueOf(before.get(origin(row)))
                    })
                    .toList();
            changed.forEach(row -> now.remove(row[0]));
            changed.forEach(row -> now.put(row[1], row[2]));
            table.added().forEach(row -> now.put(String.valueOf(row.value(0)), String.valueOf(row.value(1))));
        }
        return now;
    }

    private static String origin(Result row) {
        return Objects.requireNonNull(row.origin()).getFirst();
    }

    private static final class Unhurried implements OperationRun {
        @Override
        public String operationId() {
            return "test";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void progress(String step, long done, long total, String unit) {}

        @Override
        public void stopIfCancelled() {}

        @Override
        public boolean isNewest() {
            return true;
        }
    }
}

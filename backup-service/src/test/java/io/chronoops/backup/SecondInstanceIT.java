package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.RestoreCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one database: one captures and archives, the other waits, and whoever comes back half dead doubles nothing. */
@Tag("faults")
class SecondInstanceIT {
    private static final String DIGEST = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM pages t";
    private static final int PATIENCE = 240;

    @TempDir
    static Path folder;

    @BeforeAll
    static void operate() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"))) {
            service.operate(
                    "twice",
                    "CREATE TABLE pages (id serial PRIMARY KEY, url text, body text, score double precision, seen timestamptz)",
                    "INSERT INTO pages (url, body) SELECT 'u' || i, repeat(md5(i::text), 20) FROM generate_series(1, 5000) i");
        }
        // a walsender whose client is held up is noticed soon
        psql("postgres", "-c", "ALTER SYSTEM SET wal_sender_timeout = '10s'", "-c", "SELECT pg_reload_conf()");
    }

    @AfterAll
    static void reset() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"))) {
            service.remove("twice");
        }
        psql("postgres", "-c", "ALTER SYSTEM RESET wal_sender_timeout", "-c", "SELECT pg_reload_conf()");
    }

    /** Runs when this returns: it captures, or waits for the slot. */
    private static ChildService child(String name) throws Exception {
        Path log = Path.of("target", "second-instance-" + name + ".log");
        Files.deleteIfExists(log);
        var child = new ChildService(
                folder.resolve("repository"),
                log,
                "",
                384,
                "--chronoops.archive.work=" + folder.resolve("work-" + name));
        try {
            Awaitility.await("the service " + name)
                    .atMost(PATIENCE, TimeUnit.SECONDS)
                    .until(() -> Files.exists(log) && Files.readString(log).contains("capture begins"));
            return child;
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private static MaintenanceCommand backup(BackupType type) {
        return Foreign.command(
                "twice",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    private static List<Segment> log() throws Exception {
        return new Segments(new DiskRepository(folder.resolve("repository"))).of("twice");
    }

    private static void sealedBeyond(Instant moment) {
        Awaitility.await("a commit of now is sealed")
                .atMost(PATIENCE, TimeUnit.SECONDS)
                .until(() -> {
                    List<Segment> log = log();
                    return !log.isEmpty() && log.getLast().lastCommitAt().isAfter(moment);
                });
    }

    /** No transaction twice, no gap, and what is restored is what is there. */
    private static void nothingIsLostAndNothingDoubled(String into) throws Exception {
        List<Long> commits = new ArrayList<>();
        List<Segment> log = log();
        new ArchiveReader(new DiskRepository(folder.resolve("repository"))).read(log, event -> {
            if (event.getEnd() != null) {
                commits.add(event.getEnd().getLsn());
            }
            return true;
        });
        assertThat(commits).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(100);
        assertThat(log).allMatch(segment -> segment.gapBefore() == null);
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.get(i).previousSha256()).isEqualTo(log.get(i - 1).sha256());
            assertThat(log.get(i).firstLsn()).isEqualTo(log.get(i - 1).lastLsn());
        }
        String truth = psql("twice", "-c", DIGEST);
        Foreign.succeeds(Foreign.command(
                "twice",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setInto(into)
                        .build())));
        assertThat(psql(into, "-c", DIGEST)).isEqualTo(truth);
    }

    @Test
    void the_second_waits_and_takes_over_when_the_first_is_killed() throws Exception {
        try (var writer = new Writer("twice", 11);
                var first = child("killed")) {
            Foreign.succeeds(backup(BackupType.FULL));
            sealedBeyond(Instant.now());
            try (var _ = child("after-killed")) {
                sealedBeyond(Instant.now().plusSeconds(20)); // both run: the first goes on undisturbed
                first.kill();
                sealedBeyond(Instant.now());
                writer.close();
                Foreign.succeeds(backup(BackupType.INCREMENTAL));
                nothingIsLostAndNothingDoubled("twice_killed");
            }
        }
    }

    @Test
    void a_first_that_was_held_up_while_the_second_took_over_doubles_nothing_when_it_goes_on() throws Exception {
        try (var writer = new Writer("twice", 12);
                var first = child("held-up")) {
            Foreign.succeeds(backup(BackupType.FULL));
            sealedBeyond(Instant.now());
            try (var _ = child("after-held-up")) {
                sealedBeyond(Instant.now().plusSeconds(15));
                first.signal("STOP");
                sealedBeyond(Instant.now());
                first.signal("CONT");
                sealedBeyond(Instant.now().plusSeconds(15));
                writer.close();
                Foreign.succeeds(backup(BackupType.INCREMENTAL));
                nothingIsLostAndNothingDoubled("twice_held");
            }
        }
    }
}

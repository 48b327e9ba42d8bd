package io.chronoops.cli.restore;

import io.chronoops.cli.exit.Trouble;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From what, and to which moment. */
final class RestoreTarget {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "The backup to start from; alone: its own moment.")
    private @Nullable String id;

    @Option(
            names = "--backup-file",
            paramLabel = "FILE",
            description =
                    "From a file that backup-service can read: a copied backup, an export, or what pg_dump made (any format).")
    private @Nullable String backupFile;

    @Option(
            names = "--latest",
            description = "To the newest change there is; with a moment: from the newest backup before it, as without.")
    private boolean latest;

    @Option(
            names = "--point-in-time",
            paramLabel = "TIME",
            description =
                    "To just before the first commit after this, as \"2025-08-27 10:00:00[+02]\"; without zone: local time.")
    private @Nullable String pointInTime;

    @Option(names = "--lsn", paramLabel = "LSN", description = "With all that was committed up to this, as 0/16B3748.")
    private @Nullable String lsn;

    @Option(names = "--before-xid", paramLabel = "XID", description = "To just before this transaction committed.")
    private @Nullable Long beforeXid;

    @Option(names = "--mark", paramLabel = "NAME", description = "To this restore point (chronoops marks list).")
    private @Nullable String mark;

    /** What was chosen, made sense of. */
    record Chosen(
            @Nullable String backupId,
            @Nullable String backupFile,
            boolean latest,
            @Nullable Instant instant,
            @Nullable String lsn,
            @Nullable Long beforeXid,
            @Nullable String mark,
            String said) {}

    Chosen choose(Clock clock) {
        if (backupFile != null) {
            return ofFile(backupFile);
        }
        long targets = Stream.of(pointInTime, lsn, beforeXid, mark)
                .filter(one -> one != null)
                .count();
        if (targets > 1) {
            throw Trouble.usage(
                    "several moments are named", "give one of --point-in-time, --lsn, --before-xid, --mark");
        }
        if (targets == 0 && id == null && !latest) {
            throw Trouble.usage(
                    "it is not said what to restore",
                    "give the ID of a backup (chronoops backups list), or --latest, --point-in-time, --lsn, --before-xid, --mark or --backup-file");
        }
        if (latest && id != null) {
            throw Trouble.usage("an ID and --latest exclude each other", "leave one of them out");
        }
        return pointInTime == null ? withoutTime() : withTime(PointInTime.parse(pointInTime, clock.getZone()), clock);
    }

    private Chosen ofFile(String file) {
        if (id != null || latest || Stream.of(pointInTime, lsn, beforeXid, mark).anyMatch(one -> one != null)) {
            throw Trouble.usage(
                    "a file holds one moment alone", "give --backup-file without an ID, --latest and any moment");
        }
        if (!Path.of(file).isAbsolute()) {
            throw Trouble.usage(
                    "--backup-file " + file + " is no whole path",
                    "give it from / on, as backup-service sees it where it runs");
        }
        return new Chosen(null, file, false, null, null, null, null, "the file's own moment");
    }

    private Chosen withTime(PointInTime moment, Clock clock) {
        if (moment.instant().isAfter(clock.instant())) {
            throw Trouble.usage(moment.said() + " is still to come", "give a moment in the past, or --latest");
        }
        return new Chosen(id, null, false, moment.instant(), null, null, null, moment.said());
    }

    private Chosen withoutTime() {
        String said = lsn != null
                ? "LSN " + lsn
                : beforeXid != null
                        ? "just before transaction " + beforeXid
                        : mark != null
                                ? "restore point " + mark
                                : latest ? "the newest change" : "the backup's own moment";
        boolean newest = latest && lsn == null && beforeXid == null && mark == null;
        return new Chosen(id, null, newest, null, lsn, beforeXid, mark, said);
    }
}

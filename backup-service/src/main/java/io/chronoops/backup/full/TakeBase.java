package io.chronoops.backup.full;

import io.chronoops.backup.codec.BlockCompression;
import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.backup.full.TableCopy.Copied;
import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one full, schema or data backup: one snapshot, copied in parallel, counted only when its manifest is written. */
public final class TakeBase {
    private static final Logger LOG = LoggerFactory.getLogger(TakeBase.class);

    private static final int ATTEMPTS = 5;

    private final Operated operated;
    private final Repository repository;
    private final Ddl ddl;
    private final BackupProperties properties;
    private final SnapshotAges ages;
    private final Clock clock;

    /** Into this repository. */
    public TakeBase(
            Operated operated,
            Repository repository,
            ClientPrograms programs,
            BackupProperties properties,
            SnapshotAges ages,
            Clock clock) {
        this.operated = operated;
        this.repository = repository;
        this.ddl = new Ddl(programs);
        this.properties = properties;
        this.ages = ages;
        this.clock = clock;
    }

    /**
     * What to take.
     *
     * @param type full, schema or data
     * @param tables schema.table or table; empty: all
     * @param encrypt its files; null: as the repository does by itself
     */
    public record Wish(
            String id,
            String type,
            List<String> tables,
            Codec codec,
            @Nullable Integer retentionDays,
            @Nullable Boolean encrypt,
            Pace pace) {}

    /**
     * How hard the source may be worked.
     *
     * @param jobs connections that copy at once
     * @param bytesPerSecond of all of them together; 0: no bound
     * @param refuseIfBusy fail where another backup of the database runs, instead of waiting for it
     */
    public record Pace(int jobs, long bytesPerSecond, boolean refuseIfBusy) {}

    /** Takes it; one of the same id that is whole already is left alone. */
    public Manifest take(Database database, Wish wish, OperationRun run) throws IOException {
        String manifestPath = Layout.manifest(database.name(), wish.id());
        if (repository.exists(manifestPath)) {
            return Json.get(repository, manifestPath, Manifest.class);
        }
        String folder = Layout.backup(database.name(), wish.id());
        repository.delete(folder);
        try {
            Repository files = wish.encrypt() == null ? repository : repository.encrypting(wish.encrypt());
            Manifest manifest = copy(database, wish, new Into(files, folder), run);
            FaultPoint.reached("backup.before-manifest");
            Json.putSummed(repository, manifestPath, manifest);
            FaultPoint.reached("backup.before-catalogue");
            return manifest;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            forget(folder, e);
            throw e;
        }
    }

    /** Reads the schema as it is now into a version of its own, beside whatever backup runs. */
    public Manifest takeSchema(Database database, String id, OperationRun run) throws IOException {
        String folder = Layout.folder(database.name(), Layout.SCHEMA_VERSION, id);
        var wish =
                new Wish(id, Layout.SCHEMA_VERSION, List.of(), Codec.parse("none"), null, null, new Pace(1, 0, false));
        try (var snapshot = SourceSnapshot.beside(operated, database, 1)) {
            Manifest manifest = copy(database, wish, new Into(repository, folder), snapshot, run);
            Json.putSummed(repository, folder + "/" + Layout.MANIFEST, manifest);
            return manifest;
        } catch (IOException | RuntimeException e) {
            forget(folder, e);
            throw e;
        }
    }

    /** Removes what runs that died left of it; one that is whole stays. */
    void clear(String database, String id) throws IOException {
        if (!repository.exists(Layout.manifest(database, id))) {
            repository.delete(Layout.backup(database, id));
        }
    }

    private void forget(String folder, Throwable because) {
        try {
            repository.delete(folder);
        } catch (IOException e) {
            because.addSuppressed(e); // it has no manifest: it does not count, and the next attempt deletes it
        }
    }

    /** Where the files go, encrypted or not. */
    private record Into(Repository files, String folder) {}

    private Manifest copy(Database database, Wish wish, Into into, OperationRun run) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return copyOnce(database, wish, into, run);
            } catch (OperationFailed e) {
                if (e.reason() != Reason.LOCKED || attempt == ATTEMPTS) {
                    throw e;
                }
                // a session that wants a table alone waits for our snapshot, and we for it: it goes first
                LOG.atInfo()
                        .addKeyValue("database", database.name())
                        .addKeyValue("reason", e.getMessage())
                        .log("the snapshot gave way to a change of the schema, taken again");
                run.stopIfCancelled();
                repository.delete(into.folder());
            }
        }
    }

    private Manifest copyOnce(Database database, Wish wish, Into into, OperationRun run) throws IOException {
        run.progress("taking the snapshot", 0, 0, "");
        try (var snapshot = SourceSnapshot.take(
                        operated, database, properties.lockTimeoutSeconds(), () -> busy(database, wish, run));
                var _ = ages.hold(database.name())) {
            return copy(database, wish, into, snapshot, run);
        }
    }

    private Manifest copy(Database database, Wish wish, Into into, SourceSnapshot snapshot, OperationRun run)
            throws IOException {
        try {
            List<SourceTable> tables = chosen(snapshot.tables(), wish.tables());
            refuseLargeObjects(database, wish, snapshot.largeObjects());
            List<FileEntry> files = new ArrayList<>();
            if (!wish.type().equals("data")) {
                run.progress("dumping the schema", 0, 0, "");
                files.addAll(ddl.dump(
                        database, snapshot, wish.tables().isEmpty() ? List.of() : tables, into.files(), into.folder()));
            }
            boolean rows = !wish.type().equals("schema") && !wish.type().equals(Layout.SCHEMA_VERSION);
            List<Copied> copied = rows ? rows(database, wish, into, snapshot, tables, run) : List.of();
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    wish.id(),
                    database.name(),
                    wish.type(),
                    snapshot.takenAt(),
                    clock.instant(),
                    snapshot.server(),
                    snapshot.text(),
                    snapshot.lsn(),
                    0,
                    wish.codec().text(),
                    wish.retentionDays(),
                    entries(tables, copied),
                    snapshot.sequences(),
                    snapshot.materializedViews(),
                    files,
                    notes(snapshot, tables),
                    snapshot.notValid(),
                    snapshot.indexes(),
                    into.files().keyId().orElse(null),
                    null);
            if (!wish.type().equals(Layout.SCHEMA_VERSION)) {
                files.addAll(scripts(manifest, wish, into));
            }
            return manifest;
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
    }

    private static void busy(Database database, Wish wish, OperationRun run) {
        if (wish.pace().refuseIfBusy()) {
            throw new OperationFailed(
                    Reason.BUSY,
                    "another backup of " + database.name() + " runs",
                    "wait for its end (chronoops operations list), or send the command without refusing");
        }
        run.progress("waiting for another backup of " + database.name() + " to end", 0, 0, "");
        run.stopIfCancelled();
    }

    private List<Copied> rows(
            Database database,
            Wish wish,
            Into into,
            SourceSnapshot snapshot,
            List<SourceTable> tables,
            OperationRun run)
            throws IOException {
        Pace pace = wish.pace();
        LOG.atInfo()
                .addKeyValue("database", database.name())
                .addKeyValue("codec", wish.codec().text())
                .addKeyValue("by", wish.codec().library())
                .addKeyValue("jobs", pace.jobs())
                .log("copying rows");
        try (var compression =
                new BlockCompression(wish.codec(), Runtime.getRuntime().availableProcessors())) {
            var copy = new TableCopy(into.files(), into.folder(), compression, new Throttle(pace.bytesPerSecond()));
            return new ParallelCopy(operated, copy).copy(database, snapshot, TableCopy.plan(tables), pace.jobs(), run);
        }
    }

    private static List<SourceTable> chosen(List<SourceTable> all, List<String> names) {
        if (names.isEmpty()) {
            return all;
        }
        List<SourceTable> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(all.stream()
                    .filter(table -> name.equals(table.schema() + "." + table.name())
                            || (table.schema().equals("public") && name.equals(table.name())))
                    .findFirst()
                    .orElseThrow(() -> new OperationFailed(
                            Reason.NOT_FOUND,
                            "there is no table " + name,
                            "name tables as schema.table; those of schema public by their name alone")));
        }
        return chosen;
    }

    /** restore.sh lies in clear in any case; of an encrypted backup it says how to get at the other one. */
    private static List<FileEntry> scripts(Manifest manifest, Wish wish, Into into) throws IOException {
        boolean ddl = !wish.type().equals("data");
        List<FileEntry> scripts = new ArrayList<>();
        scripts.add(script(
                into.files().encrypting(false),
                into.folder(),
                "restore.sh",
                RestoreScript.write(manifest, wish.codec(), ddl)));
        if (manifest.keyId() != null) {
            scripts.add(script(
                    into.files(), into.folder(), "restore-plain.sh", RestoreScript.plain(manifest, wish.codec(), ddl)));
        }
        return scripts;
    }

    private static FileEntry script(Repository files, String folder, String name, String text) throws IOException {
        try (var file = new HashedFile(files, folder, name)) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
            return file.commit();
        }
    }

    private static List<TableEntry> entries(List<SourceTable> tables, List<Copied> copied) {
        Map<Long, List<Copied>> byTable = copied.stream()
                .collect(Collectors.groupingBy(one -> one.chunk().table().oid()));
        return tables.stream()
                .map(table -> {
                    List<Copied> chunks = byTable.getOrDefault(table.oid(), List.of()).stream()
                            .sorted(Comparator.comparingInt(one -> one.chunk().number()))
                            .toList();
                    var digest = new RowDigest();
                    chunks.forEach(chunk -> digest.add(chunk.digest()));
                    return new TableEntry(
                            table.schema(),
                            table.name(),
                            table.columns(),
                            table.publishedXid(),
                            table.uncovered(),
                            digest.rows(),
                            chunks.stream().mapToLong(Copied::textBytes).sum(),
                            digest.hex(),
                            chunks.stream().map(Copied::file).toList(),
                            table.oid(),
                            table.numbers(),
                            table.identity());
                })
                .toList();
    }

    private static List<String> notes(SourceSnapshot snapshot, List<SourceTable> tables) throws SQLException {
        return Stream.concat(
                        tables.stream()
                                .filter(table -> table.uncovered() != null)
                                .map(table -> table.schema() + "." + table.name() + ": changes are not captured, "
                                        + table.uncovered()),
                        snapshot.beyondReach().stream())
                .toList();
    }

    private void refuseLargeObjects(Database database, Wish wish, long count) {
        if (count > 0
                && !properties.leaveOutLargeObjects()
                && wish.type().equals("full")
                && wish.tables().isEmpty()) {
            throw new OperationFailed(
                    Reason.PRECONDITION,
                    database.name() + " holds " + count + " large objects, which this backup cannot hold",
                    "keep them in bytea columns, or back them up by pg_dump --blobs besides and set"
                            + " chronoops.backup.leave-out-large-objects=true");
        }
    }
}

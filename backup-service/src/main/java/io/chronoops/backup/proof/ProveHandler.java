package io.chronoops.backup.proof;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.drill.PostgresScratches;
import io.chronoops.backup.drill.ScratchName;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.RestoreHandler.Sealing;
import io.chronoops.backup.restore.RestoreSnapshot;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves tables: reads them at the source in one snapshot, restores them from base and log to exactly that snapshot into
 * a scratch database, and compares. A difference is drift: the operation fails and names it.
 */
public final class ProveHandler implements CommandHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProveHandler.class);

    private final Databases databases;
    private final Archive archive;
    private final Sealing sealing;
    private final Restoring restoring;
    private final Proofs proofs;
    private final Clock clock;

    /** What is proven, and how much at once. */
    public record Archive(Repository repository, Manifests manifests, ProofProperties bounds) {}

    /** How and where it is restored. */
    public record Restoring(RestoreSnapshot restore, PostgresScratches scratches, Operated operated) {}

    /** Proves with these. */
    public ProveHandler(
            Databases databases, Archive archive, Sealing sealing, Restoring restoring, Proofs proofs, Clock clock) {
        this.databases = databases;
        this.archive = archive;
        this.sealing = sealing;
        this.restoring = restoring;
        this.proofs = proofs;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "prove";
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        Database database = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        try {
            restoring.scratches().dropLeftovers(database, run);
            Optional<Manifest> base = archive.manifests().of(database.name()).stream()
                    .filter(manifest -> manifest.type().equals("full"))
                    .reduce((_, later) -> later);
            if (base.isEmpty()) {
                return nothing(database, "there is no full backup of " + database.name() + " yet");
            }
            return prove(command, database, base.get(), run);
        } catch (IOException e) {
            throw RepositoryTrouble.failure(archive.repository(), e);
        }
    }

    private Outcome prove(MaintenanceCommand command, Database database, Manifest base, OperationRun run)
            throws IOException, InterruptedException {
        List<Segment> log = sealing.segments().of(database.name());
        List<TableEntry> covered = ChooseTables.covered(base, log);
        List<String> wanted = command.getProve().getTables();
        List<TableEntry> turns = wanted.isEmpty()
                ? ChooseTables.turns(
                        covered,
                        proofs.checked(database.name()),
                        archive.bounds().largest().toBytes())
                : named(wanted, covered, base);
        ProofProperties bounds =
                wanted.isEmpty() ? archive.bounds() : archive.bounds().forAll(turns.size());
        SourceMoment source = SourceMoment.read(restoring.operated(), database, turns, bounds, run);
        List<TableEntry> tables = turns.stream()
                .filter(table -> source.tables().containsKey(table.title()))
                .toList();
        if (!wanted.isEmpty() && tables.size() < turns.size()) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "of the tables named some cannot be compared: they are gone, or have columns of type timetz",
                    "leave them out; compared can be " + source.tables().keySet());
        }
        if (tables.isEmpty()) {
            return nothing(
                    database,
                    "of " + covered.size() + " covered tables none can be compared: gone, larger than "
                            + archive.bounds().largest() + ", or with timetz");
        }
        seal(database, run);
        Map<String, TableState> restored;
        try {
            restored = restored(command, database, new Moment(base, source, tables), run);
        } catch (OperationFailed e) {
            if (wanted.isEmpty() && e.reason() == Reason.NOT_COVERED) {
                return nothing(database, "one of the tables changed its shape meanwhile: " + e.getMessage());
            }
            throw e;
        }
        return outcome(database, base, source, restored, covered.size());
    }

    private record Moment(Manifest base, SourceMoment source, List<TableEntry> tables) {}

    private static List<TableEntry> named(List<String> wanted, List<TableEntry> covered, Manifest base) {
        List<TableEntry> named = new ArrayList<>();
        for (String name : wanted) {
            String full = name.contains(".") ? name : "public." + name;
            named.add(covered.stream()
                    .filter(table -> table.title().equals(full))
                    .findFirst()
                    .orElseThrow(() -> new OperationFailed(
                            Reason.NOT_COVERED,
                            "table " + name + " is not covered by backup " + base.id() + " and the log after it",
                            "chronoops coverage says why; a new full backup covers it again")));
        }
        return named;
    }

    /** The log must reach beyond the snapshot. */
    private void seal(Database database, OperationRun run) throws InterruptedException {
        ArchiveState state = sealing.captures()
                .archive(database.name())
                .orElseThrow(() -> new OperationFailed(
                        Reason.PRECONDITION,
                        "changes of " + database.name() + " are not captured by this instance",
                        "chronoops databases list shows where the capture stands"));
        sealing.incremental().sealNow(database, run.operationId() + "-" + run.attempt(), state, run);
    }

    private Map<String, TableState> restored(
            MaintenanceCommand command, Database database, Moment moment, OperationRun run) throws IOException {
        String name = ScratchName.of(database.dbname(), "proof", command.getAt(), run.attempt());
        restoring.scratches().claimPart(database, name, run);
        try {
            var wish = new RestoreSnapshot.Wish(
                    moment.base().id(),
                    moment.tables().stream().map(TableEntry::title).toList(),
                    moment.source().snapshot(),
                    moment.source().lsn());
            restoring.restore().restore(database, name, wish, run);
            FaultPoint.reached("prove.restored");
            return SourceMoment.restored(restoring.operated(), database, name, moment.tables(), run);
        } finally {
            drop(database, name, run);
        }
    }

    /** What came before it must be told, not that its leftover could not be dropped: the next run drops it. */
    private void drop(Database database, String name, OperationRun run) {
        try {
            restoring.scratches().drop(database, name, run);
        } catch (OperationFailed e) {
            LOG.atWarn().addKeyValue("scratch", name).setCause(e).log("scratch database of a proof not dropped");
        }
    }

    private Outcome nothing(Database database, String why) {
        proofs.ran(database.name(), clock.instant());
        return new Outcome("nothing to prove: " + why, Map.of("tables", "0"));
    }

    private Outcome outcome(
            Database database, Manifest base, SourceMoment source, Map<String, TableState> restored, int covered) {
        Instant now = clock.instant();
        List<String> drift = new ArrayList<>();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("backupId", base.id());
        details.put("lsn", Lsn.text(source.lsn()));
        details.put("tables", String.valueOf(source.tables().size()));
        source.tables().forEach((table, at) -> {
            TableState made = restored.get(table);
            boolean equal = at.equals(made);
            proofs.compared(database.name(), table, new Proofs.Compared(now, source.lsn(), at, equal));
            details.put(table, at.text());
            if (!equal) {
                drift.add(table + " has " + at.text() + " at the source, base and log give "
                        + (made == null ? "nothing" : made.text()));
            }
        });
        proofs.ran(database.name(), now);
        if (!drift.isEmpty()) {
            throw new OperationFailed(
                    Reason.MISMATCH,
                    "drift at LSN " + Lsn.text(source.lsn()) + ": " + String.join("; ", drift) + " (backup " + base.id()
                            + ", then the log)",
                    "take a new base: chronoops backup --type=full; keep the old one to find out why: chronoops backups pin "
                            + base.id());
        }
        return new Outcome(
                source.tables().size() + " of " + covered + " covered tables of " + database.name()
                        + " are at LSN " + Lsn.text(source.lsn()) + " what backup " + base.id()
                        + " and the log after it say",
                details);
    }
}

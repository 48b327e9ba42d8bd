package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.full.BackupProperties;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.mark.RestorePoints;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores on command, into a database of its own. */
public final class RestoreHandler implements CommandHandler {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int NAME_LIMIT = 63;
    private static final int NOTES = 20;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int PATIENCE = 60;
    private static final Logger LOG = LoggerFactory.getLogger(RestoreHandler.class);

    private final Databases databases;
    private final PlanRestore planRestore;
    private final RestoreDatabase restoreDatabase;
    private final Sealing sealing;
    private final Place place;
    private final ChooseRows chooseRows;
    private final RestorePoints points;
    private final Clock clock;

    /** What it takes to seal the log up to now. */
    public record Sealing(Captures captures, TakeIncremental incremental, Segments segments) {}

    /** Where from and with what. */
    public record Place(
            Repository repository,
            Operated operated,
            BackupProperties properties,
            RestoreProperties restore,
            Replacement replacement) {}

    /** Restores with these. */
    public RestoreHandler(
            Databases databases,
            PlanRestore planRestore,
            RestoreDatabase restoreDatabase,
            Sealing sealing,
            Place place,
            Clock clock) {
        this.databases = databases;
        this.planRestore = planRestore;
        this.restoreDatabase = restoreDatabase;
        this.sealing = sealing;
        this.place = place;
        this.chooseRows = new ChooseRows(planRestore, place.repository());
        this.points = new RestorePoints(sealing.segments());
        this.clock = clock;
    }

    @Override
    public String type() {
        return "restore";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        RestoreCommand wish = command.getRestore();
        if (wish.getReplace()) {
            Optional<Refusal> refused = place.replacement().check(command);
            if (refused.isPresent()) {
                return refused;
            }
        }
        long targets = Stream.of(wish.getPointInTime(), wish.getLsn(), wish.getBeforeXid(), wish.getMark())
                .filter(one -> one != null)
                .count();
        if (targets > 1) {
            return refusal("several targets are set; give one of point in time, LSN, transaction, restore point");
        }
        if (wish.getBackupId() == null && !wish.getLatest() && targets == 0) {
            return refusal("neither a backup id, nor latest, nor a target is set");
        }
        if (wish.getBackupId() != null && wish.getLatest()) {
            return refusal("a backup id and latest exclude each other");
        }
        Optional<String> objection = ChooseRows.objection(wish);
        if (objection.isPresent()) {
            return refusal(objection.get());
        }
        String into = wish.getInto();
        if (into != null && (into.isBlank() || into.length() > NAME_LIMIT)) {
            return refusal("into must be a database name of 1 to 63 characters, was \"" + into + "\"");
        }
        if (into != null
                && at(command.getDatabase())
                        .anyMatch(database -> database.dbname().equals(into))) {
            return refusal("into names the operated database " + into + ": a restore goes into a database of its own");
        }
        try {
            Target.of(wish);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return refusal(String.valueOf(e.getMessage()));
        }
    }

    /** Operated databases at the server that this one is at. */
    private Stream<Database> at(String name) {
        return databases.find(name).stream().flatMap(one -> databases.all().stream()
                .filter(other -> other.host().equals(one.host()) && other.port() == one.port()));
    }

    private static Optional<Refusal> refusal(String message) {
        return Optional.of(new Refusal(Reason.INVALID, message));
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        RestoreCommand wish = command.getRestore();
        Database database = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        String role = place.restore().role();
        if (wish.getReplace()) {
            return place.replacement()
                    .replace(
                            command,
                            database,
                            (name, template) -> restore(
                                    wish,
                                    database,
                                    new TargetDatabase(database, name, place.operated(), role, template),
                                    run),
                            run);
        }
        String name =
                wish.getInto() == null ? database.dbname() + "_" + MINUTE.format(command.getAt()) : wish.getInto();
        return restore(wish, database, new TargetDatabase(database, name, place.operated(), role), run);
    }

    private Outcome restore(RestoreCommand wish, Database database, TargetDatabase into, OperationRun run)
            throws InterruptedException {
        Instant begun = clock.instant();
        try (into) {
            String source = planRestore.source(database.name(), wish.getBackupId());
            Target target = target(source, wish);
            sealIfNeeded(source, target, run);
            into.approach();
            ChooseRows.Chosen chosen = choose(source, wish, target, run);
            RestorePlan plan = chosen.plan();
            if (wish.getReplace() && !source.equals(database.name())) {
                throw new OperationFailed(
                        Reason.INVALID,
                        "backup " + plan.base().id() + " is of " + source + ": it cannot replace " + database.name(),
                        "name a backup of " + database.name() + ", or restore it beside with --into");
            }
            if (wish.getReplace() && !plan.tables().isEmpty()) {
                throw new OperationFailed(
                        Reason.INVALID,
                        "backup " + plan.base().id() + " holds some tables only: they cannot replace a whole database",
                        "name a full backup, or restore it beside with --into");
            }
            int jobs = wish.getJobs() == null ? place.properties().jobs() : wish.getJobs();
            boolean verify = wish.getVerify() || wish.getReplace();
            var restored = restoreDatabase.restore(plan, chosen.rows(), into, jobs, verify, run);
            Outcome outcome = outcome(plan, into.name(), restored, Duration.between(begun, clock.instant()));
            if (wish.getMark() != null) {
                outcome.details().put("mark", wish.getMark());
            }
            if (!chosen.rows().rows().isEmpty()) { // an attempt before may have counted them
                outcome.details().put("kept", chosen.rows().text());
            }
            return outcome;
        } catch (IOException e) {
            throw RepositoryTrouble.failure(place.repository(), e);
        }
    }

    @Override
    public void clear(MaintenanceCommand command, OperationRun run) {
        String into = command.getRestore().getInto();
        databases
                .find(command.getDatabase())
                .map(database -> new TargetDatabase(
                        database,
                        into == null ? database.dbname() + "_" + MINUTE.format(command.getAt()) : into,
                        place.operated(),
                        place.restore().role()))
                .ifPresent(target -> target.dropLeft(run.operationId()));
    }

    /** A restore point is the state with its own transaction. */
    private Target target(String source, RestoreCommand wish) throws IOException {
        return wish.getMark() == null
                ? Target.of(wish)
                : new Target.ToLsn(points.named(source, wish.getMark()).lsn());
    }

    /** A schema that has just changed is read within a second or two. */
    private ChooseRows.Chosen choose(String source, RestoreCommand wish, Target target, OperationRun run)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return chooseRows.choose(source, wish, target);
            } catch (SchemaUnread e) {
                if (attempt == PATIENCE) {
                    throw e.failure();
                }
                run.progress("waiting for the changed schema to be read", 0, 0, "");
                run.stopIfCancelled();
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** What was committed but not yet sealed belongs to the moment asked for: it is sealed first, where the source still answers. */
    private void sealIfNeeded(String source, Target target, OperationRun run) throws InterruptedException, IOException {
        Optional<Database> database = databases.find(source);
        Optional<ArchiveState> archive = sealing.captures().archive(source);
        if (database.isEmpty() || archive.isEmpty() || reached(archive.get(), target)) {
            return;
        }
        try {
            sealing.incremental().sealNow(database.get(), run.operationId() + "-" + run.attempt(), archive.get(), run);
        } catch (OperationFailed e) {
            if (e.reason() != Reason.SOURCE_UNREACHABLE && e.reason() != Reason.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static boolean reached(ArchiveState archive, Target target) {
        Instant sealed = archive.sealedCommitAt();
        return switch (target) {
            case Target.ToTime(Instant at) -> sealed != null && sealed.isAfter(at);
            case Target.ToLsn(long last) -> archive.sealedLsn() >= last;
            case Target.ToSnapshot to -> archive.sealedLsn() >= to.last();
            case Target.BackupItself _ -> true;
            case Target.BeforeXid _, Target.Latest _ -> false;
        };
    }

    private static Outcome outcome(RestorePlan plan, String name, RestoreDatabase.Restored restored, Duration took) {
        String summary = String.format(
                Locale.ROOT,
                "restored into %s as of %s: %,d rows of backup %s, then %,d changes of %,d transactions, %.1f s%s",
                name,
                plan.target().text(),
                plan.entries().stream().mapToLong(table -> table.rows()).sum(),
                plan.base().id(),
                restored.changes(),
                restored.transactions(),
                took.toMillis() / 1e3,
                restored.verified() ? ", verified" : "");
        Map<String, String> details = new LinkedHashMap<>();
        details.put("database", name);
        details.put("backupId", plan.base().id());
        details.put(
                "lastLsn",
                Lsn.text(Math.max(
                        plan.stop().lastLsn(),
                        plan.stop().lastLsn() == 0 ? plan.base().lsn() : 0)));
        details.put(
                "lastCommitAt",
                String.valueOf(
                        plan.stop().lastCommitAt() == null
                                ? plan.base().takenAt()
                                : plan.stop().lastCommitAt()));
        details.put("changes", String.valueOf(restored.changes()));
        details.put("resumed", String.valueOf(restored.resumed()));
        details.put("verified", String.valueOf(restored.verified()));
        details.put("seconds", String.format(Locale.ROOT, "%.1f", took.toMillis() / 1e3));
        List<String> notes = Stream.concat(
                        plan.notes().stream(), restored.leftOut().stream().map(one -> "left out: " + one))
                .toList();
        for (int i = 0; i < Math.min(notes.size(), NOTES); i++) {
            details.put("note" + (i + 1), notes.get(i));
        }
        if (notes.size() > NOTES) {
            details.put("note" + (NOTES + 1), "and " + (notes.size() - NOTES) + " more, in the service's log");
            notes.forEach(note -> LOG.atWarn().addKeyValue("database", name).log(note));
        }
        return new Outcome(summary, details);
    }
}

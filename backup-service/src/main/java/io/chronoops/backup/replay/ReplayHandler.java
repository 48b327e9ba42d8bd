package io.chronoops.backup.replay;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.timeline.ChosenTables;
import io.chronoops.backup.timeline.Commit;
import io.chronoops.backup.timeline.Pace;
import io.chronoops.backup.timeline.ReadTimeline;
import io.chronoops.backup.timeline.Span;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.ReplayCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replays the sealed log, or a part of it, into another database or onto another topic. */
public final class ReplayHandler implements CommandHandler {
    private static final String OURS = "chronoops.";

    private final Databases databases;
    private final Repository repository;
    private final Segments segments;
    private final OpenDatabase openDatabase;
    private final WireSettings wire;

    /** role: it writes the target databases. */
    public ReplayHandler(
            Databases databases,
            Repository repository,
            Segments segments,
            Operated operated,
            String role,
            WireSettings wire) {
        this.databases = databases;
        this.repository = repository;
        this.segments = segments;
        this.openDatabase = new OpenDatabase(operated, role);
        this.wire = wire;
    }

    @Override
    public String type() {
        return "replay";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        ReplayCommand wish = command.getReplay();
        String into = wish.getInto();
        String topic = wish.getTopic();
        if ((into == null) == (topic == null)) {
            return refusal("exactly one of into and topic must be set");
        }
        if (wish.getRate() != null && wish.getRate() < 1) {
            return refusal("rate must be 1 or more changes a second, was " + wish.getRate());
        }
        if (wish.getFrom() != null && wish.getTo() != null && wish.getFrom().isAfter(wish.getTo())) {
            return refusal("from " + wish.getFrom() + " is after to " + wish.getTo());
        }
        if (topic != null && (topic.isBlank() || topic.startsWith(OURS))) {
            return refusal("topic must be one of your own, not of Chrono Ops (" + OURS + "…), was \"" + topic + "\"");
        }
        if (into != null
                && (into.isBlank()
                        || databases.all().stream()
                                .anyMatch(database -> database.dbname().equals(into)))) {
            return refusal("into must be a database of its own, never an operated one, was \"" + into + "\"");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(String message) {
        return Optional.of(new Refusal(Reason.INVALID, message));
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        ReplayCommand wish = command.getReplay();
        Database source = operated(command.getDatabase());
        var span = new Span(wish.getFrom(), wish.getTo());
        try {
            List<Segment> log = span.whole(segments.of(source.name()));
            try (ReplayTarget target = target(wish, source, run)) {
                var replay = new ReplayLog(
                        span, ChosenTables.named(wish.getTables()), target, new Pace(wish.getRate()), run);
                run.progress("replaying", 0, 0, "changes");
                new ReadTimeline(new ArchiveReader(repository)).read(log, replay);
                target.finish();
                return outcome(source, wish, replay);
            }
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        } catch (UncheckedIOException e) {
            throw RepositoryTrouble.failure(repository, new IOException(e.getMessage(), e));
        }
    }

    private ReplayTarget target(ReplayCommand wish, Database source, OperationRun run) {
        String topic = wish.getTopic();
        if (topic != null) {
            return TopicTarget.open(topic, source.name(), wire);
        }
        Database server = wish.getServer() == null ? source : operated(wish.getServer());
        return openDatabase.open(
                server,
                String.valueOf(wish.getInto()),
                source.name(),
                new LargeValues(repository, source.name())::read,
                run);
    }

    private Database operated(String name) {
        return databases
                .find(name)
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + name + " is not operated",
                        "chronoops databases list shows those that are"));
    }

    private static Outcome outcome(Database source, ReplayCommand wish, ReplayLog replay) {
        String where = wish.getTopic() == null ? "database " + wish.getInto() : "topic " + wish.getTopic();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("changes", String.valueOf(replay.changes()));
        details.put("transactions", String.valueOf(replay.transactions()));
        @Nullable Commit last = replay.last();
        if (last != null) {
            details.put("lastLsn", Lsn.text(last.lsn()));
            details.put("lastCommitAt", last.at().toString());
        }
        if (replay.schemaChanges() > 0) {
            details.put(
                    "note",
                    replay.schemaChanges() + " schema changes are in that part of the log and were not replayed");
        }
        return new Outcome(
                "replayed " + replay.changes() + " changes of " + replay.transactions() + " transactions of "
                        + source.name() + " into " + where
                        + (last == null ? ": it had them all" : ", up to " + last.at()),
                details);
    }
}

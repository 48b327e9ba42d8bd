package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.neteffect.DoesNotFit;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Snapshot;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Folds old segments on command. Safe to ask twice: what is folded already is left alone, what was not described is made again. */
public final class CompactHandler implements CommandHandler {
    private final Repository repository;
    private final Manifests manifests;
    private final Segments segments;
    private final CompactedRuns runs;
    private final FoldSegments fold;
    private final CompactionProperties rules;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** Of this repository, by these rules. */
    public CompactHandler(
            Repository repository,
            Manifests manifests,
            Segments segments,
            FoldSegments fold,
            CompactionProperties rules,
            Clock clock) {
        this.repository = repository;
        this.manifests = manifests;
        this.segments = segments;
        this.runs = new CompactedRuns(repository);
        this.fold = fold;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "compact";
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        String database = command.getDatabase();
        if (!underWay.add(database)) {
            throw new OperationFailed(
                    Reason.BUSY,
                    "another compaction of " + database + " runs",
                    "wait for its end: chronoops operations list");
        }
        try {
            List<Snapshot> bases = manifests.of(database).stream()
                    .filter(base -> base.type().equals("full"))
                    .map(Manifest::visible)
                    .toList();
            List<Run> chosen = ChooseRuns.of(segments.of(database), runs.of(database), bases, rules, clock.instant());
            return command.getCompact().getDryRun() ? planned(chosen) : compact(database, chosen, run);
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        } finally {
            underWay.remove(database);
        }
    }

    private Outcome compact(String database, List<Run> chosen, OperationRun run) throws IOException {
        List<Compacted> made = new ArrayList<>();
        Map<String, String> details = new LinkedHashMap<>();
        for (Run one : chosen) {
            run.stopIfCancelled();
            try {
                made.add(compact(database, one, run));
            } catch (DoesNotFit e) {
                details.put("left from " + Lsn.text(one.first().firstLsn()), String.valueOf(e.getMessage()));
            }
        }
        List<Compacted> kept = made.stream().filter(Compacted::pays).toList();
        details.put("runs", String.valueOf(kept.size()));
        details.put(
                "segments",
                String.valueOf(kept.stream().mapToLong(Compacted::segments).sum()));
        details.put(
                "changes",
                String.valueOf(kept.stream().mapToLong(Compacted::changes).sum()));
        details.put(
                "bytes",
                String.valueOf(kept.stream().mapToLong(Compacted::bytes).sum()));
        details.put(
                "changesNow",
                String.valueOf(
                        kept.stream().mapToLong(one -> one.content().changes()).sum()));
        details.put(
                "bytesNow",
                String.valueOf(
                        kept.stream().mapToLong(one -> one.content().bytes()).sum()));
        return new Outcome(
                String.format(
                        Locale.ROOT,
                        "%s changes of %s segments folded to %s in %d runs; %d more runs would not be half as large and stay as they are",
                        details.get("changes"),
                        details.get("segments"),
                        details.get("changesNow"),
                        kept.size(),
                        made.size() - kept.size()),
                details);
    }

    private Compacted compact(String database, Run run, OperationRun operation) throws IOException {
        Segment content = fold.fold(
                run.segments(), CompactedRuns.file(database, run), _ -> false, folded -> pays(run, folded), operation);
        FaultPoint.reached("compact.before-description");
        var compacted = new Compacted(
                content, run.sha256(), run.segments().size(), run.changes(), run.bytes(), pays(run, content));
        runs.put(compacted);
        FaultPoint.reached("compact.after-run");
        return compacted;
    }

    private static boolean pays(Run run, Segment folded) {
        return folded.bytes() * Compacted.WORTH <= run.bytes();
    }

    private static Outcome planned(List<Run> chosen) {
        long count = chosen.stream().mapToLong(run -> run.segments().size()).sum();
        long changes = chosen.stream().mapToLong(Run::changes).sum();
        return new Outcome(
                changes + " changes of " + count + " segments would be folded in " + chosen.size()
                        + " runs (dry run, nothing was)",
                Map.of(
                        "runs", String.valueOf(chosen.size()),
                        "segments", String.valueOf(count),
                        "changes", String.valueOf(changes)));
    }
}

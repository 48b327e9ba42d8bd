package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works out of which rows of a table the state at one moment differs from that at a later one, and both states of each. A
 * moment lies just before the first commit later than it, in commit order, as for a restore.
 */
final class NetRows {
    private static final int NAMED = 5;

    private final ReadTimeline timeline;
    private final BaseRows bases;

    NetRows(ReadTimeline timeline, BaseRows bases) {
        this.timeline = timeline;
        this.bases = bases;
    }

    /** until: null: all that is archived. */
    List<NetRow> of(Archived archive, String table, Instant since, @Nullable Instant until) throws IOException {
        Begin begin = begin(archive.log(), since);
        if (begin.commit() == null) {
            return List.of();
        }
        Basis basis = Basis.before(begin.commit(), archive.bases(), archive.log());
        refuseUnknownBegin(begin, basis, since);
        Identities identities = identities(begin, table, basis);
        var lives = new Lives(table, identities.of(table).orElseThrow());
        read(begin, until, lives::take);
        var former = new FormerRows(
                timeline, bases, basis, identities, begin.commit().xid());
        return rows(lives, former, since);
    }

    /**
     * Where the time begins.
     *
     * @param commit the first beyond; null: there is none
     * @param log from the segment that holds it on
     * @param after whether the log tells of a commit before it
     */
    private record Begin(@Nullable Commit commit, List<Segment> log, boolean after) {}

    private Begin begin(List<Segment> log, Instant since) throws IOException {
        boolean[] earlier = {false};
        for (int i = 0; i < log.size(); i++) {
            Segment segment = log.get(i);
            earlier[0] &= segment.gapBefore() == null;
            if (!segment.lastCommitAt().isAfter(since)) {
                earlier[0] = true; // be it a heartbeat's commit
                continue;
            }
            Commit[] found = {null};
            timeline.read(List.of(segment), (commit, event) -> {
                if (commit.at().isAfter(since)) {
                    found[0] = commit;
                    return false;
                }
                earlier[0] = true;
                return true;
            });
            if (found[0] != null) {
                return new Begin(found[0], log.subList(i, log.size()), earlier[0]);
            }
        }
        return new Begin(null, List.of(), true);
    }

    private static void refuseUnknownBegin(Begin begin, Basis basis, Instant since) {
        Manifest base = basis.base();
        if (!begin.after() && (base == null || base.takenAt().isAfter(since))) {
            throw new OperationFailed(
                    Reason.NOT_COVERED,
                    "the log does not reach back to " + since,
                    "name a later moment; chronoops coverage shows from when on it does");
        }
        for (Segment segment : begin.log().subList(1, begin.log().size())) {
            if (segment.gapBefore() != null) {
                throw new OperationFailed(
                        Reason.NOT_COVERED,
                        "the log has a gap after " + since + ": " + segment.gapBefore(),
                        "name a moment after it; chronoops coverage shows it");
            }
        }
    }

    /** What of the time changed the table; its begin and end are no rows. */
    private void read(Begin begin, @Nullable Instant until, ReadTimeline.ChangeReader reader) throws IOException {
        Commit first = begin.commit();
        boolean[] begun = {false};
        timeline.read(begin.log(), (commit, event) -> {
            begun[0] |= commit.equals(first);
            if (begun[0] && until != null && commit.at().isAfter(until)) {
                return false;
            }
            return !begun[0] || reader.take(commit, event);
        });
    }

    private Identities identities(Begin begin, String table, Basis basis) throws IOException {
        var identities = new Identities();
        read(begin, null, (_, event) -> {
            identities.take(event);
            return true;
        });
        if (identities.of(table).isEmpty()) {
            basis.table(table)
                    .flatMap(entry -> PrimaryKeys.of(bases, basis, entry))
                    .ifPresent(key -> identities.know(table, key));
        }
        if (identities.of(table).isEmpty()) {
            timeline.read(basis.log(), (_, event) -> {
                identities.take(event);
                return true;
            });
        }
        if (identities.of(table).isEmpty()) {
            throw new OperationFailed(
                    Reason.NOT_FOUND,
                    "by which columns rows of " + table
                            + " are named is not known: neither a full backup nor the log tells",
                    "name it as schema.table; chronoops coverage lists tables");
        }
        return identities;
    }

    private static List<NetRow> rows(Lives lives, FormerRows former, Instant since) throws IOException {
        List<Lives.Life> all = lives.all();
        Set<RowKey> origins = all.stream()
                .map(Lives.Life::origin)
                .filter(key -> key != null)
                .collect(Collectors.toCollection(HashSet::new));
        Set<RowKey> related = former.related(origins);
        RowStates log = former.fromTheLog(related, related);
        boolean known = origins.stream().allMatch(key -> isKnown(log.get(key)));
        RowStates states = known ? log : former.withTheBase(related, related);
        List<NetRow> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Lives.Life life : all) {
            Map<String, Value> then = life.then(states, former.columns(lives.table()));
            if (life.origin() != null && !isKnown(then)) {
                missing.add("row " + life.origin().text());
                continue;
            }
            Map<String, Value> now = life.now(then);
            if (!then.equals(now)) {
                rows.add(new NetRow(
                        lives.table(), lives.quoted(), life.origin(), life.current(), then, now, life.last()));
            }
        }
        if (!missing.isEmpty()) {
            throw new OperationFailed(
                    Reason.NOT_COVERED,
                    "what rows of " + lives.table() + " were at " + since + " is not known: "
                            + missing.stream().limit(NAMED).collect(Collectors.joining("; "))
                            + (missing.size() > NAMED ? "; and " + (missing.size() - NAMED) + " more" : "") + ". "
                            + former.text(),
                    "chronoops coverage shows which moments are known");
        }
        return rows;
    }

    private static boolean isKnown(@Nullable Map<String, Value> row) {
        return row != null && row.values().stream().allMatch(Value::isKnown);
    }
}

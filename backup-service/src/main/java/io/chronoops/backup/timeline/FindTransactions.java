package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.cdc.ChangeEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the transactions that did something, newest first. What a segment's description rules out is not read. */
public final class FindTransactions {
    private final ArchiveReader archive;

    /** In this archive. */
    public FindTransactions(ArchiveReader archive) {
        this.archive = archive;
    }

    /** more: there are older ones beyond the limit. */
    public record Found(List<TransactionSummary> transactions, boolean more) {}

    /** Those that match. */
    public Found find(List<Segment> segments, Criteria criteria) throws IOException {
        List<TransactionSummary> found = new ArrayList<>();
        List<Segment> reached = criteria.span().reach(segments).stream()
                .filter(criteria::mayMatch)
                .toList();
        for (Segment segment : reached.reversed()) {
            var within = new Within(criteria, criteria.limit() + 1 - found.size());
            archive.read(List.of(segment), within::take);
            found.addAll(within.newestFirst());
            if (found.size() > criteria.limit()) {
                return new Found(List.copyOf(found.subList(0, criteria.limit())), true);
            }
        }
        return new Found(found, false);
    }

    /** The last so many of one segment. */
    static final class Within {
        private final Criteria criteria;
        private final int most;
        private final Deque<TransactionSummary> last = new ArrayDeque<>();
        private TransactionTally tally = new TransactionTally();

        Within(Criteria criteria, int most) {
            this.criteria = criteria;
            this.most = most;
        }

        boolean take(ChangeEvent event) {
            if (event.getBegin() != null) {
                tally = new TransactionTally();
            } else if (event.getEnd() != null) {
                end(new Commit(
                        event.getEnd().getXid(),
                        event.getEnd().getLsn(),
                        event.getEnd().getCommitAt()));
            } else {
                tally.take(event);
            }
            return true;
        }

        private void end(Commit commit) {
            if (criteria.matches(commit, tally)) {
                last.addLast(tally.summary(commit));
                if (last.size() > most) {
                    last.removeFirst();
                }
            }
        }

        List<TransactionSummary> newestFirst() {
            return List.copyOf(last.reversed());
        }
    }
}

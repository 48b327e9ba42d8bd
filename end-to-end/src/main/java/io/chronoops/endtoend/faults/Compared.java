package io.chronoops.endtoend.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The archive against the truth, transaction by transaction.
 *
 * @param lost committed, and not in the archive
 * @param doubled in the archive once more than they were committed; what was never committed counts here too
 * @param different in both, but not with the same changes in the same order
 * @param examples the first few of them
 */
record Compared(
        int transactions,
        long changes,
        int lost,
        int doubled,
        int different,
        List<String> examples,
        Archive.Content archive) {
    private static final int EXAMPLES = 10;

    static Compared of(List<Transaction> truth, Archive.Content archive) {
        Map<Transaction.Id, List<Transaction>> archived = new HashMap<>();
        archive.transactions().forEach(each -> archived.computeIfAbsent(each.id(), _ -> new ArrayList<>())
                .add(each));
        List<String> examples = new ArrayList<>();
        int lost = 0;
        int doubled = 0;
        int different = 0;
        for (Transaction real : truth) {
            List<Transaction> found = archived.remove(real.id());
            if (found == null) {
                lost++;
                examples.add("lost: " + text(real));
                continue;
            }
            if (found.size() > 1) {
                doubled += found.size() - 1;
                examples.add("doubled: " + text(real));
            }
            if (!found.getFirst().equals(real)) {
                different++;
                examples.add("different: " + text(real) + ", archived as " + text(found.getFirst()));
            }
        }
        for (List<Transaction> extra : archived.values()) {
            doubled += extra.size();
            examples.add("never committed: " + text(extra.getFirst()));
        }
        long changes = truth.stream()
                .flatMap(each -> each.counts().values().stream())
                .mapToLong(each -> each)
                .sum();
        return new Compared(
                truth.size(),
                changes,
                lost,
                doubled,
                different,
                examples.stream().limit(EXAMPLES).toList(),
                archive);
    }

    private static String text(Transaction transaction) {
        return "xid " + transaction.id().xid() + " at "
                + Long.toHexString(transaction.id().lsn()) + " " + transaction.counts() + " "
                + transaction.digest().substring(0, 8);
    }

    /** Whether the archive is the truth, without a gap. */
    boolean isWhole() {
        return lost == 0 && doubled == 0 && different == 0 && archive.gaps().isEmpty() && transactions > 0;
    }

    /** What a person reads, and a script greps. */
    String text() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "compared %,d transactions with %,d changes, in %d segments (%d besides the chain), %d gaps%n",
                transactions,
                changes,
                archive.segments(),
                archive.besides(),
                archive.gaps().size()));
        examples.forEach(each -> text.append(each).append('\n'));
        archive.gaps().forEach(each -> text.append("gap: ").append(each).append('\n'));
        return text.append(String.format(Locale.ROOT, "lost %d%ndoubled %d%ndifferent %d%n", lost, doubled, different))
                .toString();
    }
}

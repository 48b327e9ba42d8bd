package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.Truncate;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells every version of one row. */
public final class RowHistory {
    private static final int MOST_KEY_CHANGES = 200_000;
    /** Stored bytes of a table's rows in a base that are read through for the sake of one row. */
    private static final long CHEAP = 64L << 20;

    private final ReadTimeline timeline;
    private final BaseRows bases;

    /** From this archive and these bases. */
    public RowHistory(ReadTimeline timeline, BaseRows bases) {
        this.timeline = timeline;
        this.bases = bases;
    }

    /**
     * The versions, oldest first.
     *
     * @param identity columns that name the row
     * @param begins where it begins, in a sentence
     * @param more there are older ones beyond the limit
     */
    public record History(
            String table, List<String> identity, List<RowVersion> versions, String begins, boolean more) {}

    /** Of the row with this key, as typed: values in the order of the identity's columns, or column=value. */
    public History of(
            String table, List<String> typed, Span span, int limit, List<Manifest> manifests, List<Segment> chain)
            throws IOException {
        var basis = Basis.oldest(manifests, chain);
        List<String> identity = identity(table, basis);
        RowKey key = TypedKey.read(table, identity, typed);
        var keyChanges = new KeyChanges(MOST_KEY_CHANGES);
        timeline.read(basis.log(), (_, event) -> {
            ofTable(table, identity, event, keyChanges::take);
            return true;
        });
        var lives = new RowLives(key, keyChanges.related(List.of(key)), span, limit);
        var following = new Following(table, identity, basis, lives, keyChanges.related(List.of(key)));
        timeline.read(basis.log(), following::take);
        following.seed();
        List<RowVersion> versions = lives.versions();
        return new History(table, identity, versions, following.begins, lives.isCut());
    }

    /** An insert does not tell by what its row is named, updates and deletes do. */
    private List<String> identity(String table, Basis basis) throws IOException {
        var identities = new Identities();
        boolean[] seen = {false};
        timeline.read(basis.log(), (_, event) -> {
            Row row = event.getRow();
            if (row != null && (row.getSchema$() + "." + row.getTable()).equals(table)) {
                seen[0] = true;
                identities.take(event);
            }
            return true;
        });
        return identities
                .of(table)
                .or(() -> basis.table(table).flatMap(entry -> PrimaryKeys.of(bases, basis, entry)))
                .orElseThrow(() -> new OperationFailed(
                        Reason.NOT_FOUND,
                        seen[0]
                                ? "by which columns rows of " + table
                                        + " are named is not known: the archive has inserts of it only"
                                : "table " + table + " is neither in the archive nor in a full backup with its log",
                        "name it as schema.table; chronoops coverage lists tables"));
    }

    private static void ofTable(
            String table, List<String> identity, ChangeEvent event, java.util.function.Consumer<RowChange> taker) {
        Row row = event.getRow();
        if (row != null && (row.getSchema$() + "." + row.getTable()).equals(table)) {
            taker.accept(RowChange.of(row, identity));
        }
    }

    /** Goes through the log, and puts what the base has at its place. */
    private final class Following {
        private final String table;
        private final List<String> identity;
        private final Basis basis;
        private final RowLives lives;
        private final Set<RowKey> related;
        private boolean seeded;
        private @Nullable String user;
        private String begins;

        Following(String table, List<String> identity, Basis basis, RowLives lives, Set<RowKey> related) {
            this.table = table;
            this.identity = identity;
            this.basis = basis;
            this.lives = lives;
            this.related = related;
            this.begins = "history begins with the archive: no full backup holds this table together with its log";
        }

        boolean take(Commit commit, ChangeEvent event) throws IOException {
            if (!basis.holds(commit.xid())) {
                seed();
            } else if (seeded) {
                return true;
            }
            Truncate truncate = event.getTruncate();
            Message message = event.getMessage();
            if (event.getBegin() != null) {
                user = null;
            } else if (message != null) {
                user = DdlMessages.user(message).orElse(user);
                if (Shapes.touched(event).test(table)) {
                    lives.all(commit, "ddl", user);
                }
            } else if (truncate != null && (truncate.getSchema$() + "." + truncate.getTable()).equals(table)) {
                lives.all(commit, "truncate", user);
            } else {
                ofTable(table, identity, event, change -> lives.take(commit, change, user));
            }
            return true;
        }

        void seed() throws IOException {
            Manifest base = basis.base();
            if (seeded || base == null) {
                return;
            }
            seeded = true;
            TableEntry entry = basis.table(table).orElse(null);
            if (entry == null) {
                return;
            }
            long bytes = entry.chunks().stream().mapToLong(FileEntry::bytes).sum();
            if (bytes > CHEAP) {
                begins = "history begins with the archive: " + table + " of backup " + base.id() + " is too large ("
                        + bytes / 1_000_000 + " MB stored) to look for one row in it";
                return;
            }
            begins = "history begins with the archive, or with backup " + base.id() + " of " + base.takenAt();
            Map<RowKey, Map<String, Value>> found = new HashMap<>(bases.find(base, entry, identity, related));
            found.forEach((key, row) -> {
                if (!lives.knows(key)) {
                    lives.base(key, row, base.takenAt());
                }
            });
        }
    }
}

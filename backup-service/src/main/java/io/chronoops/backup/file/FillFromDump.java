package io.chronoops.backup.file;

import io.chronoops.backup.restore.FreshDatabase;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.Piece;
import io.chronoops.backup.script.Pieces;
import io.chronoops.backup.script.RunEntries;
import io.chronoops.kit.fault.FaultPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Runs the statements and loads the rows of one dump over one session. */
final class FillFromDump implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final FreshDatabase target;
    private final Pieces pieces;
    private final Runnable between;
    private final DumpRefused refusedAs;
    private final List<String> leftOut = new ArrayList<>();
    private final List<Entry> ofDatabase = new ArrayList<>();
    private final List<Entry> ownersRefused = new ArrayList<>();
    private final Set<String> filled = new LinkedHashSet<>();
    private final InNameOf inNameOf = new InNameOf();
    private @Nullable Connection session;
    private @Nullable RunEntries sql;
    private @Nullable Entry givingAway;
    private long tables;
    private long rows;

    FillFromDump(Path file, FreshDatabase target, Pieces pieces, Runnable between) {
        this.target = target;
        this.pieces = pieces;
        this.between = between;
        this.refusedAs = new DumpRefused(file, pieces);
    }

    boolean hasBegun() {
        return session != null;
    }

    /** The database is there. */
    void begin() throws SQLException {
        session = target.open();
        try (var statement = session.createStatement()) {
            statement.execute("SET synchronous_commit = off"); // a restore that dies begins again
        }
        sql = new RunEntries(session, _ -> false, this::missed);
    }

    void run(Entry entry, int object) throws SQLException {
        for (Entry ready : inNameOf.take(entry, object)) {
            execute(ready);
        }
    }

    private void execute(Entry entry) throws SQLException {
        String first = entry.statements().getFirst();
        try {
            if (entry.type().equals("TABLE DATA") && first.startsWith("INSERT ")) {
                sql().run(entry.with(List.of()));
                rows += insert(first);
            } else {
                sql().run(entry);
            }
        } catch (SQLException e) {
            throw refusedAs.statement(e);
        }
        if (entry.type().equals("TABLE") && first.startsWith("CREATE ")) {
            tables++;
        }
    }

    private long insert(String statement) throws SQLException {
        try (var insert = session().createStatement()) {
            insert.setEscapeProcessing(false);
            return insert.executeLargeUpdate(statement);
        }
    }

    /** Gives an object to its owner; one who may not have it yet gets it in the end. */
    void give(Entry entry) throws SQLException {
        givingAway = entry;
        run(entry, -1);
        givingAway = null;
    }

    /** Is run in the end. */
    void later(Entry entry) {
        ofDatabase.add(entry);
    }

    void load(Piece.Rows piece) throws SQLException, IOException {
        for (Entry ready : inNameOf.rest()) {
            execute(ready);
        }
        sql().run(piece.of());
        try {
            rows += session()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            piece.copy() + " WITH (ENCODING '" + pieces.encoding() + "')",
                            new WatchedRows(piece.rows(), between),
                            BUFFER);
        } catch (SQLException e) {
            throw refusedAs.rows(e, piece.of());
        }
        filled.add(piece.copy().replaceFirst("(?s)^COPY ((?:\"(?:[^\"]|\"\")+\"|[^\\s\"(])+).*", "$1"));
        FaultPoint.reached("file.loaded");
    }

    /** What had to wait until all was there. */
    void finish() throws SQLException {
        for (Entry ready : inNameOf.rest()) {
            execute(ready);
        }
        runOfDatabase(false);
        for (Entry entry : List.copyOf(ownersRefused)) {
            between.run();
            sql().run(entry);
        }
        for (String table : filled) {
            between.run();
            analyze(table);
        }
        runOfDatabase(true);
    }

    /** Its comment comes last of all: until then the mark of a restore under way stands there. */
    private void runOfDatabase(boolean comment) throws SQLException {
        for (Entry entry : ofDatabase) {
            if (entry.statements().getFirst().startsWith("COMMENT ") == comment) {
                sql().run(entry);
            }
        }
    }

    private void analyze(String table) throws SQLException {
        try (var statement = session().createStatement()) {
            statement.execute("ANALYZE " + table);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            leftOut.add("statistics of " + table);
        }
    }

    private void missed(String what) {
        if (givingAway != null) {
            ownersRefused.add(givingAway);
        } else {
            leftOut.add(what);
        }
    }

    /** Tells what the database is without. */
    void lacks(String what) {
        leftOut.add(what);
    }

    /** Tables made. */
    long tables() {
        return tables;
    }

    /** Rows loaded. */
    long rows() {
        return rows;
    }

    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private Connection session() {
        return Objects.requireNonNull(session);
    }

    private RunEntries sql() {
        return Objects.requireNonNull(sql);
    }

    @Override
    public void close() throws SQLException {
        if (session != null) {
            session.close();
        }
    }
}

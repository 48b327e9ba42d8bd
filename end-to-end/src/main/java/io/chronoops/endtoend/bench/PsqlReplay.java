package io.chronoops.endtoend.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** As many updates of as few rows, one statement each, by psql: what one does with a log of statements. */
final class PsqlReplay implements Side {
    private final Client client;
    private final Restored restored;
    private final Path file;
    private final int changes;

    PsqlReplay(Client client, Path file, int changes) {
        this.client = client;
        this.restored = Restored.peer(client, false);
        this.file = file;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "psql, one UPDATE after the other";
    }

    @Override
    public void prepare() throws IOException, SQLException {
        if (!Files.exists(file)) write();
        client.execute("CREATE DATABASE " + restored.next() + " TEMPLATE template0");
        run(
                "-c",
                "CREATE TABLE hot" + ChangedTables.columns(),
                "-c",
                "INSERT INTO hot SELECT i, 0, md5(i::text), now() FROM generate_series(1, " + ChangedTables.HOT_ROWS
                        + ") i",
                "-c",
                "ALTER TABLE hot ADD PRIMARY KEY (id)");
    }

    private void write() throws IOException {
        try (var sql = Files.newBufferedWriter(file)) {
            sql.write("SET synchronous_commit = off;\n");
            for (int i = 0; i < changes; i++) {
                int row = i % ChangedTables.HOT_ROWS;
                if (row == 0) sql.write("BEGIN;\n");
                sql.write("UPDATE hot SET n = " + i / ChangedTables.HOT_ROWS
                        + ", v = '8f14e45fceea167a5a36dedd4bea2543', at = '2026-11-28 10:00:00+00' WHERE id = "
                        + (row + 1) + ";\n");
                if (row == ChangedTables.HOT_ROWS - 1) sql.write("COMMIT;\n");
            }
        }
    }

    @Override
    public void act() throws IOException {
        run("-f", file.toString());
    }

    private void run(String... what) throws IOException {
        var line =
                new java.util.ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", restored.name()));
        line.addAll(List.of(what));
        client.run(line);
    }

    @Override
    public void clear() throws SQLException {
        restored.clear();
    }
}

package io.chronoops.endtoend.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The same rows by COPY from a plain file into a new table, then its index. */
final class CopyAndIndex implements Side {
    private final Client client;
    private final Restored restored;
    private final Path file;

    CopyAndIndex(Client client, Path file) {
        this.client = client;
        this.restored = Restored.peer(client, false);
        this.file = file;
    }

    @Override
    public String name() {
        return "COPY of the same rows, then the index";
    }

    @Override
    public void prepare() throws IOException {
        psql(Dataset.DATABASE, "\\copy " + ChangedTables.MANY + " TO '" + file + "'");
    }

    @Override
    public void act() throws IOException, SQLException {
        client.execute("CREATE DATABASE " + restored.next() + " TEMPLATE template0");
        psql(
                restored.name(),
                "CREATE TABLE many" + ChangedTables.columns(),
                "\\copy many FROM '" + file + "'",
                "ALTER TABLE many ADD PRIMARY KEY (id)");
    }

    private void psql(String database, String... commands) throws IOException {
        var line = new java.util.ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database));
        for (String command : commands) line.addAll(List.of("-c", command));
        client.run(line);
    }

    @Override
    public void clear() throws SQLException {
        restored.clear();
    }
}

package io.chronoops.endtoend.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own restore of a directory dump into a fresh database, which it is given with the clock running. */
final class PgRestore implements Side {
    private final Client client;
    private final Restored restored;
    private final Path dump;
    private final List<String> options;

    PgRestore(Client client, Restored restored, Path dump, List<String> options) {
        this.client = client;
        this.restored = restored;
        this.dump = dump;
        this.options = options;
    }

    @Override
    public String name() {
        return "pg_restore " + String.join(" ", options);
    }

    @Override
    public void prepare() throws IOException {
        if (!Files.exists(dump)) new PgDump(client, dump).act();
    }

    @Override
    public void act() throws IOException, SQLException {
        client.execute("CREATE DATABASE " + restored.next() + " TEMPLATE template0");
        var command = new ArrayList<>(List.of("pg_restore", "-d", restored.name()));
        command.addAll(options);
        command.add(dump.toString());
        client.run(command);
    }

    @Override
    public void clear() throws SQLException {
        restored.clear();
    }
}

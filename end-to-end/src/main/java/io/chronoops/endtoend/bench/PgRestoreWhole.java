package io.chronoops.endtoend.bench;

import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The same of one table with its keys, indexes and statistics, which {@code pg_restore -t} leaves out. */
final class PgRestoreWhole implements Side {
    private final Client client;
    private final Restored restored;
    private final PgRestore table;
    private final Path dump;
    private final String name;

    PgRestoreWhole(Client client, Restored restored, Path dump, String name) {
        this.client = client;
        this.restored = restored;
        this.table =
                new PgRestore(client, restored, dump, List.of("-L", list(dump).toString()));
        this.dump = dump;
        this.name = name;
    }

    private static Path list(Path dump) {
        return dump.resolveSibling("kept-list");
    }

    @Override
    public String name() {
        return "pg_restore -L " + name + ", ANALYZE";
    }

    @Override
    public void prepare() throws IOException {
        table.prepare();
        String all = client.run(List.of("pg_restore", "-l", dump.toString()));
        Folders.write(
                list(dump),
                all.lines()
                        .filter(line -> line.contains(" " + name) && !line.contains("PUBLICATION"))
                        .collect(Collectors.joining("\n")));
    }

    @Override
    public void act() throws IOException, SQLException {
        table.act();
        client.executeIn(restored.name(), "ANALYZE public." + name);
    }

    @Override
    public void clear() throws SQLException {
        table.clear();
    }
}

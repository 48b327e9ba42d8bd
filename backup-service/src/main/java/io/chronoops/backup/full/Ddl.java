package io.chronoops.backup.full;

import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The schema of a snapshot by pg_dump, as scripts: what comes before the rows, what after them, and what belongs to the
 * database itself. What prepares a database for us is left out.
 */
final class Ddl {
    private final ClientPrograms programs;

    Ddl(ClientPrograms programs) {
        this.programs = programs;
    }

    /** Writes the scripts and the roles into the backup's folder. */
    List<FileEntry> dump(
            Database database, SourceSnapshot snapshot, List<SourceTable> only, Repository repository, String folder)
            throws IOException, SQLException {
        Path work = Files.createTempDirectory("chronoops-ddl-");
        try {
            var scripts = new Scripts(work, repository, folder);
            List<String> command = new ArrayList<>(List.of(
                    "pg_dump",
                    "-Fc",
                    "--schema-only",
                    "--create",
                    "--snapshot=" + snapshot.id(),
                    // it waits behind whoever waits for us: nobody would ever end that
                    "--lock-wait-timeout=1s",
                    "-N",
                    SourceTables.OWN_SCHEMA,
                    "-f",
                    scripts.archive().toString()));
            only.forEach(table -> command.addAll(List.of("-t", Identifier.quote(table.schema(), table.name()))));
            programs.run(database, database.dbname(), Operated.BACKUP_ROLE, command);
            Set<String> ours = snapshot.ownObjects();
            scripts.keep(line -> !ours.contains(object(line)));
            List<FileEntry> files = new ArrayList<>();
            files.add(scripts.section("pre-data"));
            files.add(scripts.section("post-data"));
            if (only.isEmpty()) {
                files.add(scripts.database());
                files.add(roles(database, scripts));
            }
            return files;
        } finally {
            try (var leftovers = Files.list(work)) {
                for (Path file : leftovers.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(work);
        }
    }

    /** A line of a table of contents reads: id; class oid TYPE schema name owner. Names are not exact there, oids are. */
    private static String object(String line) {
        String[] words = line.split(" ", 4);
        return words.length < 4 ? "" : words[1] + " " + words[2];
    }

    private FileEntry roles(Database database, Scripts scripts) throws IOException {
        Path script = scripts.work().resolve("roles.sql");
        programs.run(
                database,
                database.dbname(),
                Operated.BACKUP_ROLE,
                List.of(
                        "pg_dumpall",
                        "-l",
                        database.dbname(),
                        "--roles-only",
                        "--no-role-passwords",
                        "-f",
                        script.toString()));
        return scripts.store("roles.sql", Files.readString(script));
    }
}

package io.chronoops.backup.full;

import io.chronoops.backup.capture.Slots;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The schema of a snapshot by pg_dump, in three scripts: pre-data, keys (primary keys and unique constraints, which a
 * replay of changes needs), post-data. What prepares a database for us is left out.
 */
final class Ddl {
    private final ClientPrograms programs;

    Ddl(ClientPrograms programs) {
        this.programs = programs;
    }

    /** Writes the scripts and the roles into the backup's folder. */
    List<FileEntry> dump(
            Database database, String snapshot, List<SourceTable> only, Repository repository, String folder)
            throws IOException {
        Path work = Files.createTempDirectory("chronoops-ddl-");
        try {
            Path archive = work.resolve("schema.dump");
            List<String> command = new ArrayList<>(List.of(
                    "pg_dump",
                    "-Fc",
                    "--schema-only",
                    "--snapshot=" + snapshot,
                    "-N",
                    SourceTables.OWN_SCHEMA,
                    "-f",
                    archive.toString()));
            only.forEach(table -> command.addAll(List.of("-t", Identifier.quote(table.schema(), table.name()))));
            programs.run(database, database.dbname(), Operated.BACKUP_ROLE, command);
            Path list = work.resolve("toc");
            ClientPrograms.run(List.of("pg_restore", "-l", "-f", list.toString(), archive.toString()));
            List<String> toc = Files.readAllLines(list).stream()
                    .filter(line -> !line.startsWith(";"))
                    .filter(Ddl::isTheirs)
                    .toList();
            List<FileEntry> files = new ArrayList<>();
            files.add(script(work, archive, toc, "pre-data", _ -> true, "pre-data.sql", repository, folder));
            files.add(script(work, archive, toc, "post-data", Ddl::isKey, "keys.sql", repository, folder));
            files.add(
                    script(work, archive, toc, "post-data", line -> !isKey(line), "post-data.sql", repository, folder));
            if (only.isEmpty()) {
                files.add(roles(database, work, repository, folder));
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

    /** A table-of-contents line reads: id; class oid TYPE schema name owner. */
    private static boolean isTheirs(String line) {
        return !line.contains(" EVENT TRIGGER - chronoops_")
                && !line.contains(" PUBLICATION - " + Slots.PUBLICATION + " ")
                && !line.matches(".* PUBLICATION TABLE \\S+ " + Slots.PUBLICATION + " .*");
    }

    private static boolean isKey(String line) {
        return line.matches("\\d+; \\d+ \\d+ CONSTRAINT .*");
    }

    private static FileEntry script(
            Path work,
            Path archive,
            List<String> toc,
            String section,
            Predicate<String> which,
            String name,
            Repository repository,
            String folder)
            throws IOException {
        Path chosen = work.resolve(name + ".toc");
        Path script = work.resolve(name);
        List<String> lines = toc.stream().filter(which).toList();
        Files.write(chosen, lines);
        if (lines.isEmpty()) {
            Files.writeString(script, "-- nothing\n");
        } else {
            ClientPrograms.run(List.of(
                    "pg_restore",
                    "--section=" + section,
                    "-L",
                    chosen.toString(),
                    "-f",
                    script.toString(),
                    archive.toString()));
        }
        return store(script, name, repository, folder);
    }

    private FileEntry roles(Database database, Path work, Repository repository, String folder) throws IOException {
        Path script = work.resolve("roles.sql");
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
        return store(script, "roles.sql", repository, folder);
    }

    private static FileEntry store(Path script, String name, Repository repository, String folder) throws IOException {
        try (var file = new HashedFile(repository, folder, name)) {
            Files.copy(script, file);
            return file.commit();
        }
    }
}

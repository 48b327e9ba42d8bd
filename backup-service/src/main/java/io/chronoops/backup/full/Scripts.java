package io.chronoops.backup.full;

import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.SqlScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes scripts out of one archive of pg_dump and puts them into a backup's folder. */
record Scripts(Path work, Repository repository, String folder) {
    private static final Pattern OF_THE_DATABASE = Pattern.compile(
            "\\d+; \\d+ \\d+ (DATABASE|DATABASE PROPERTIES|(ACL|COMMENT|SECURITY LABEL) - DATABASE) .*");
    private static final Pattern NAMES_IT = Pattern.compile("( DATABASE )(\"(?:[^\"]|\"\")+\"|[^\\s;]+)");

    Path archive() {
        return work.resolve("schema.dump");
    }

    private Path contents() {
        return work.resolve("contents");
    }

    /** Leaves out of all scripts the objects whose line in the table of contents does not pass. */
    void keep(Predicate<String> which) throws IOException {
        ClientPrograms.run(List.of(
                "pg_restore", "-l", "-f", contents().toString(), archive().toString()));
        Files.write(
                contents(),
                Files.readAllLines(contents()).stream()
                        .filter(line -> !line.startsWith(";"))
                        .filter(which)
                        .toList());
    }

    /** pre-data or post-data. */
    FileEntry section(String section) throws IOException {
        return store(section + ".sql", script(contents(), "--section=" + section));
    }

    /** Settings, grants and comment of the database itself, for psql with its name in the variable db. */
    FileEntry database() throws IOException {
        Path lines = work.resolve("database.contents");
        Files.write(
                lines,
                Files.readAllLines(contents()).stream()
                        .filter(line -> OF_THE_DATABASE.matcher(line).matches())
                        .toList());
        return store(
                "database.sql",
                SqlScript.read(script(lines, "--create")).stream()
                        .map(Scripts::ofAnyName)
                        .collect(Collectors.joining("\n", "-- psql -v db=NAME -f database.sql\n", "\n")));
    }

    private static String ofAnyName(Entry entry) {
        return entry.statements().stream()
                .filter(statement -> !statement.startsWith("CREATE DATABASE"))
                .map(statement -> NAMES_IT.matcher(statement).replaceFirst("$1:\"db\""))
                .collect(Collectors.joining(
                        "\n", "-- Name: database; Type: " + entry.type() + "; Schema: -; Owner: -\n", "\n"));
    }

    private String script(Path contents, String which) throws IOException {
        if (Files.size(contents) == 0) {
            return "";
        }
        Path script = work.resolve("script.sql");
        ClientPrograms.run(List.of(
                "pg_restore",
                which,
                "-L",
                contents.toString(),
                "-f",
                script.toString(),
                archive().toString()));
        return Files.readString(script);
    }

    FileEntry store(String name, String script) throws IOException {
        try (var file = new HashedFile(repository, folder, name)) {
            file.write(
                    script.isBlank()
                            ? "-- nothing\n".getBytes(StandardCharsets.UTF_8)
                            : script.getBytes(StandardCharsets.UTF_8));
            return file.commit();
        }
    }
}

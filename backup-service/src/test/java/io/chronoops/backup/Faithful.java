package io.chronoops.backup;

import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything that one can see of a database: its objects as pg_dump writes them, with owners and grants; the rows of each
 * table; sequences; large objects; what belongs to the database itself. Without what prepares it for us.
 */
record Faithful(Map<String, String> seen) {
    private static final Pattern HEADER = Pattern.compile("-- Name: (.*); Type: (.*); Schema: (.*); Owner: .*");
    private static final String OURS = "chronoops";
    private static final int SHOWN = 200;

    private static final String ROWS = """
            SELECT format('rows of %I.%I', n.nspname, c.relname), (xpath('/row/f/text()', query_to_xml(format(
              'SELECT count(*) || '' '' || coalesce(md5(string_agg(r, chr(10) ORDER BY r COLLATE "C")), '''') AS f FROM (SELECT whole_row::text AS r FROM %s %I.%I AS whole_row) s',
              CASE c.relkind WHEN 'r' THEN 'ONLY' ELSE '' END, n.nspname, c.relname), false, true, '')))[1]::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND (c.relkind = 'r' OR c.relispopulated) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'chronoops')
              AND n.nspname NOT LIKE 'pg\\_%' AND c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
            """;
    private static final String SEQUENCES = """
            SELECT format('sequence %I.%I', n.nspname, c.relname), (xpath('/row/f/text()', query_to_xml(format(
              'SELECT last_value || '' '' || is_called AS f FROM %I.%I', n.nspname, c.relname), false, true, '')))[1]::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND n.nspname <> 'chronoops'
            """;
    private static final String LARGE_OBJECTS = """
            SELECT 'large object ' || oid, concat_ws(' ', lomowner::regrole, lomacl, md5(lo_get(oid)), obj_description(oid, 'pg_largeobject'))
            FROM pg_largeobject_metadata
            """;
    private static final String DATABASE = """
            SELECT 'database', concat_ws(' ', 'owner', datdba::regrole, 'grants', datacl, 'limit', datconnlimit, 'comment', shobj_description(oid, 'pg_database'),
              pg_encoding_to_char(encoding), datcollate, datctype, 'settings', (SELECT array_agg(setrole::regrole::text || ' ' || setconfig::text ORDER BY 1) FROM pg_db_role_setting WHERE setdatabase = d.oid))
            FROM pg_database d WHERE datname = current_database()
            """;

    /** What is in the database, seen by a superuser. */
    static Faithful inside(String database) throws IOException {
        Map<String, String> seen = new TreeMap<>();
        objects(dump(database), seen);
        ask(database, List.of(ROWS, SEQUENCES, LARGE_OBJECTS), seen);
        return new Faithful(seen);
    }

    /** What belongs to the database itself. */
    static Faithful itself(String database) throws IOException {
        Map<String, String> seen = new TreeMap<>();
        ask(database, List.of(DATABASE), seen);
        return new Faithful(seen);
    }

    private static void ask(String database, List<String> queries, Map<String, String> seen) throws IOException {
        for (String query : queries) {
            String rows = RunningService.psql(database, "-F", "\u001f", "-R", "\u001e", "-c", query);
            for (String row : rows.replaceFirst("\n$", "").split("\u001e")) {
                if (!row.isEmpty()) {
                    String[] cells = row.split("\u001f", -1);
                    seen.put(cells[0], cells[1]);
                }
            }
        }
    }

    /** What the other has not, has otherwise, or has beside it; one line each. */
    List<String> differences(Faithful other) {
        List<String> lines = new ArrayList<>();
        seen.forEach((name, text) -> {
            String theirs = other.seen.get(name);
            if (theirs == null) {
                lines.add("missing: " + name);
            } else if (!theirs.equals(text)) {
                lines.add("other: " + name + ": " + shown(theirs) + " instead of " + shown(text));
            }
        });
        other.seen.keySet().stream().filter(name -> !seen.containsKey(name)).forEach(name -> lines.add("new: " + name));
        return lines;
    }

    private static String shown(String text) {
        String line = text.strip().replace('\n', ' ');
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    private static void objects(String dump, Map<String, String> seen) {
        String name = "";
        var text = new StringBuilder();
        for (String line : dump.lines().toList()) {
            var header = HEADER.matcher(line);
            if (header.matches()) {
                keep(name, text, seen);
                name = header.group(2) + " " + header.group(3) + " " + header.group(1);
            } else if (!line.isBlank()
                    && !line.startsWith("\\")
                    && !line.startsWith("SET ")
                    && !line.startsWith("--")) {
                text.append(line).append('\n');
            }
        }
        keep(name, text, seen);
    }

    private static void keep(String name, StringBuilder text, Map<String, String> seen) {
        if (!name.isEmpty() && !isOurs(name)) {
            seen.merge(name, text.toString(), String::concat);
        }
        text.setLength(0);
    }

    /** Named by type, schema, name. */
    private static boolean isOurs(String name) {
        return name.matches("\\S+( \\S+)? " + OURS + " .*")
                || name.matches("(SCHEMA|PUBLICATION) - " + OURS)
                || name.matches("EVENT TRIGGER - " + OURS + "_.*")
                || name.matches("ACL - SCHEMA " + OURS)
                || name.matches("PUBLICATION TABLE .* " + OURS + " .*");
    }

    private static String dump(String database) throws IOException {
        var server = Stack.shared().operated();
        var builder = new ProcessBuilder("pg_dump", "--schema-only", "-d", database)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "PGHOST", server.host(),
                        "PGPORT", Integer.toString(server.port()),
                        "PGUSER", server.superuser(),
                        "PGPASSWORD", server.password(server.superuser())));
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

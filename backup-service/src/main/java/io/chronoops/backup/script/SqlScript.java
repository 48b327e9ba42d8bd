package io.chronoops.backup.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a script of pg_dump or pg_restore apart. */
public final class SqlScript {
    private static final Pattern HEADER =
            Pattern.compile("-- Name: (.*); Type: ([A-Z ]+); Schema: (.*?); Owner: ?(.*)");
    private static final Pattern SET = Pattern.compile("(?s)SET (\\w+) (?:=|TO) .*");

    private final Lexer lexer;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String type = "";
    private String schema = "";
    private String name = "";
    private List<String> before = List.of();
    private List<String> statements = new ArrayList<>();

    private SqlScript(String text) {
        this.lexer = new Lexer(text);
    }

    /** The objects of a script, in its order. */
    public static List<Entry> read(String text) {
        var script = new SqlScript(text);
        script.read();
        return script.entries;
    }

    private void read() {
        while (lexer.skipSpace()) {
            if (lexer.isComment()) {
                Matcher header = HEADER.matcher(lexer.line());
                if (header.matches()) {
                    end();
                    name = header.group(1);
                    type = header.group(2);
                    schema = header.group(3);
                }
            } else if (lexer.isMeta()) {
                lexer.line();
            } else {
                take(lexer.statement());
            }
        }
        end();
    }

    private void take(String statement) {
        Matcher set = SET.matcher(statement);
        if (set.matches()) {
            settings.put(set.group(1), statement);
        } else if (statement.startsWith("SELECT pg_catalog.set_config(")) {
            settings.put(statement, statement);
        } else {
            if (statements.isEmpty()) {
                before = List.copyOf(settings.values());
            }
            statements.add(statement);
        }
    }

    private void end() {
        if (!statements.isEmpty()) {
            entries.add(new Entry(type, schema, name, before, statements));
            statements = new ArrayList<>();
        }
    }
}

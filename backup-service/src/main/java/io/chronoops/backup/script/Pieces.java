package io.chronoops.backup.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a script of pg_dump or pg_restore piece by piece, however long it is. */
public final class Pieces {
    private static final Pattern HEADER =
            Pattern.compile("-- (?:Data for )?Name: (.*); Type: ([A-Z ]+); Schema: (.*?); Owner: ?(.*)");
    private static final Pattern SET = Pattern.compile("(?s)SET (\\w+) (?:=|TO) .*");
    private static final Pattern ENCODING = Pattern.compile("SET client_encoding (?:=|TO) '?(\\w+)'?;");
    /** What pg_dump writes before it connects to a database with an odd name. */
    private static final Pattern META_ENCODING = Pattern.compile("\\\\encoding '?(\\w+)'?");

    private static final Pattern COPY = Pattern.compile("(?s)(COPY .* FROM stdin);");

    private final Window window;
    private final Lexer lexer;
    private final boolean inAnyEncoding;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private List<String> standing = List.of();
    private String encoding = "UTF8";
    private Charset charset = StandardCharsets.UTF_8;
    private String type = "";
    private String schema = "";
    private String name = "";
    private int object;
    private @Nullable CopyText rows;

    /** Of a file, in the encoding that it says. */
    public Pieces(InputStream in) {
        this(in, true);
    }

    /** inAnyEncoding false: in UTF-8, whatever it says. */
    Pieces(InputStream in, boolean inAnyEncoding) {
        this.window = new Window(in);
        this.lexer = new Lexer(window);
        this.inAnyEncoding = inAnyEncoding;
    }

    /** Bytes read so far. */
    public long position() {
        return window.position();
    }

    /** As PostgreSQL names it, from where it was said last. */
    public String encoding() {
        return encoding;
    }

    /** The next one; null: there is none. Fails with an EOFException where the script ends within rows. */
    public @Nullable Piece next() throws IOException {
        if (rows != null) {
            rows.skipRest();
            rows = null;
        }
        while (lexer.skipSpace()) {
            if (lexer.isComment()) {
                String line = text(lexer.line()).stripTrailing();
                if (!heads(line)) {
                    return new Piece.Note(line.substring(2).strip());
                }
            } else if (lexer.isMeta()) {
                String command = text(lexer.line()).strip();
                Matcher named = META_ENCODING.matcher(command);
                if (!named.matches()) {
                    return new Piece.Meta(command);
                }
                encode(named.group(1));
            } else {
                String statement = text(lexer.statement());
                if (!sets(statement)) {
                    return piece(statement);
                }
            }
        }
        return null;
    }

    private boolean heads(String line) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            return false;
        }
        name = header.group(1);
        type = header.group(2);
        schema = header.group(3);
        object++;
        return true;
    }

    /** Settings go with every statement that comes after them; the encoding is dealt with here. */
    private boolean sets(String statement) {
        Matcher named = ENCODING.matcher(statement);
        Matcher set = SET.matcher(statement);
        if (named.matches()) {
            encode(named.group(1));
            return true;
        }
        if (set.matches()) {
            settings.put(set.group(1), statement);
        } else if (statement.startsWith("SELECT pg_catalog.set_config(")) {
            settings.put(statement, statement);
        } else {
            return false;
        }
        standing = List.copyOf(settings.values());
        return true;
    }

    private void encode(String named) {
        encoding = named;
        charset = inAnyEncoding ? Encodings.of(named) : charset;
    }

    private Piece piece(String statement) throws IOException {
        Matcher copy = COPY.matcher(statement);
        if (!copy.matches()) {
            return new Piece.Statement(new Entry(type, schema, name, standing, List.of(statement)), object);
        }
        lexer.line(); // the rest of the statement's own
        rows = new CopyText(window);
        return new Piece.Rows(new Entry(type, schema, name, standing, List.of()), copy.group(1), rows);
    }

    private String text(byte[] bytes) {
        return new String(bytes, charset);
    }
}

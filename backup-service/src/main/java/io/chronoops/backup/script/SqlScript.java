package io.chronoops.backup.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a script of pg_dump or pg_restore apart that is held in memory. */
public final class SqlScript {
    private SqlScript() {}

    /** The objects of a script, in its order. */
    public static List<Entry> read(String text) {
        var pieces = new Pieces(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), false);
        List<Entry> entries = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        int object = -1;
        try {
            for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
                if (piece instanceof Piece.Statement one) {
                    if (one.object() != object) {
                        statements = new ArrayList<>();
                        entries.add(one.of().with(statements));
                        object = one.object();
                    }
                    statements.add(one.sql());
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

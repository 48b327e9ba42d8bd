package io.chronoops.backup.script;

import java.io.InputStream;

/** What a dump is made of, in its order. */
public sealed interface Piece {
    /** A line of comment that heads no object, without its dashes. */
    record Note(String text) implements Piece {}

    /** A command of psql, such as \connect. */
    record Meta(String command) implements Piece {}

    /**
     * A statement.
     *
     * @param of the object that it belongs to, with this statement alone
     * @param object the same number for all of one object
     */
    record Statement(Entry of, int object) implements Piece {
        /** As SQL. */
        public String sql() {
            return of.statements().getFirst();
        }
    }

    /**
     * Rows between.
     *
     * @param of the object that they belong to, without statements
     * @param copy the statement that takes them, without its semicolon
     * @param rows COPY text in the dump's encoding; read it before the next piece
     */
    record Rows(Entry of, String copy, InputStream rows) implements Piece {}
}

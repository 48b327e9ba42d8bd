package io.chronoops.backup.file;

import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.Pieces;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What it means that the server refuses a part of a dump; rows are never quoted. */
final class DumpRefused {
    private static final String SYNTAX = "42601";
    private static final String DATA = "22";

    private final Path file;
    private final Pieces pieces;

    DumpRefused(Path file, Pieces pieces) {
        this.file = file;
        this.pieces = pieces;
    }

    SQLException statement(SQLException e) {
        if (SYNTAX.equals(e.getSQLState())) {
            throw Trouble.damaged(file, "before byte " + pieces.position() + " of its SQL: " + said(e));
        }
        return new SQLException(file + ": " + said(e), e.getSQLState(), e);
    }

    SQLException rows(SQLException e, Entry of) {
        String where = where(e);
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith(DATA)) {
            throw Trouble.damaged(
                    file,
                    "before byte " + pieces.position() + " of its SQL the server refuses rows of " + of.schema() + "."
                            + of.name() + " (SQLSTATE " + state + where + ")");
        }
        return new SQLException(file + ": rows of " + of.schema() + "." + of.name() + where + ": " + said(e), state, e);
    }

    private static String said(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** As COPY t, line 3, column x: the value that it goes on with is left out. */
    private static String where(SQLException e) {
        return e instanceof PSQLException told
                ? Optional.ofNullable(told.getServerErrorMessage())
                        .map(ServerErrorMessage::getWhere)
                        .map(where ->
                                ", " + where.lines().findFirst().orElse("").replaceFirst(": \".*", ""))
                        .orElse("")
                : "";
    }
}

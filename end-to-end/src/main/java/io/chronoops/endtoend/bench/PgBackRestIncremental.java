package io.chronoops.endtoend.bench;

import java.io.IOException;
import java.sql.SQLException;

/** pgBackRest's incremental backup of the same changes. */
final class PgBackRestIncremental implements Side {
    private static final int OTHER_ROWS = 50;

    private final PgBackRestProgram program;
    private final ChangedTables tables;
    private int turn = OTHER_ROWS;
    private long before;

    PgBackRestIncremental(PgBackRestProgram program, ChangedTables tables) {
        this.program = program;
        this.tables = tables;
    }

    @Override
    public String name() {
        return "pgbackrest incr zst:3, process-max 2";
    }

    @Override
    public void prepare() throws IOException, SQLException {
        if (turn == OTHER_ROWS) {
            program.begin();
            program.backup("full");
        }
        before = program.bytes();
        tables.changeHundredth(turn++);
    }

    @Override
    public void act() throws IOException {
        program.backup("incr");
    }

    @Override
    public long bytes() throws IOException {
        return program.bytes() - before;
    }

    @Override
    public void clear() {
        // the next one goes on from here
    }
}

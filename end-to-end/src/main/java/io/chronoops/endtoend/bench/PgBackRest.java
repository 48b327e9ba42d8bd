package io.chronoops.endtoend.bench;

import java.io.IOException;

/** pgBackRest's full backup of the whole server, which archives no log here. */
final class PgBackRest implements Side {
    private final PgBackRestProgram program;

    PgBackRest(PgBackRestProgram program) {
        this.program = program;
    }

    @Override
    public String name() {
        return "pgbackrest full zst:3, process-max 2";
    }

    @Override
    public void prepare() throws IOException {
        program.begin();
    }

    @Override
    public void act() throws IOException {
        program.backup("full");
    }

    @Override
    public long bytes() throws IOException {
        return program.bytes();
    }

    @Override
    public void clear() {
        program.forget();
    }
}

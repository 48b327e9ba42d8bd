package io.chronoops.backup.postgres;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's own client programs: pg_dump, pg_restore, psql. */
public final class ClientPrograms {
    private static final int MESSAGE = 2000;

    private final Operated operated;

    /** Programs that log in with these roles' passwords. */
    public ClientPrograms(Operated operated) {
        this.operated = operated;
    }

    /** Runs a program against a database of the server as a role; its output goes to the file or is dropped. */
    public void run(Database database, String dbname, String role, List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(1, List.of("-h", database.host(), "-p", String.valueOf(database.port()), "-U", role, "-w"));
        var builder = new ProcessBuilder(all);
        builder.environment().put("PGDATABASE", dbname);
        builder.environment().put("PGPASSWORD", operated.password(database, role));
        builder.environment().put("PGSSLMODE", database.sslmode());
        builder.environment().put("PGAPPNAME", "chronoops-" + command.getFirst());
        execute(builder);
    }

    /** Runs a program that needs no server. */
    public static void run(List<String> command) {
        execute(new ProcessBuilder(command));
    }

    /** Starts a program that needs no server and whose output is read while it runs. */
    public static ProgramOutput output(List<String> command) {
        try {
            Path errors = Files.createTempFile("chronoops-", ".err");
            try {
                return new ProgramOutput(
                        new ProcessBuilder(command)
                                .redirectError(errors.toFile())
                                .start(),
                        errors);
            } catch (IOException e) {
                Files.deleteIfExists(errors);
                throw e;
            }
        } catch (IOException e) {
            throw missing(command.getFirst(), e);
        }
    }

    private static OperationFailed missing(String program, IOException e) {
        return new OperationFailed(
                Reason.PRECONDITION,
                program + " cannot be run here: " + e.getMessage(),
                "install PostgreSQL's client programs: sudo apt-get install postgresql-client",
                e);
    }

    private static void execute(ProcessBuilder builder) {
        String program = builder.command().getFirst();
        try {
            Path errors = Files.createTempFile("chronoops-", ".err");
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errors.toFile())
                    .start();
            try {
                int code = process.waitFor();
                String said = Files.readString(errors, StandardCharsets.UTF_8);
                if (code != 0 && said.contains(" timeout")) {
                    throw new OperationFailed(
                            Reason.LOCKED,
                            program + " could not lock a table: "
                                    + said.lines().findFirst().orElse(""),
                            "let the session end that changes the table, or waits to, and try again");
                }
                if (code != 0) {
                    throw new OperationFailed(
                            Reason.INTERNAL,
                            program + " ended with " + code + ": "
                                    + said.substring(0, Math.min(MESSAGE, said.length()))
                                            .strip(),
                            "mend what " + program + " names and try again");
                }
            } catch (InterruptedException e) {
                process.destroy();
                process.waitFor(5, TimeUnit.SECONDS);
                throw OperationFailed.interrupted(e);
            } finally {
                process.destroyForcibly();
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw missing(program, e);
        } catch (InterruptedException e) {
            throw OperationFailed.interrupted(e);
        }
    }
}

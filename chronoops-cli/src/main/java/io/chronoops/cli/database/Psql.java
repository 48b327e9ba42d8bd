package io.chronoops.cli.database;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.terminal.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The machine's psql. */
final class Psql {
    private final Surroundings around;

    Psql(Surroundings around) {
        this.around = around;
    }

    /** Runs a script as one transaction: all of it or nothing. */
    void run(DatabaseUrl where, String sql) {
        run(where, sql, true);
    }

    /** Runs a script statement by statement: one that makes a database can be no transaction. */
    void runEach(DatabaseUrl where, String sql) {
        run(where, sql, false);
    }

    private void run(DatabaseUrl where, String sql, boolean together) {
        try {
            var builder = new ProcessBuilder(command(where, together)).redirectErrorStream(true);
            builder.environment().putAll(around.environment()); // PGPASSWORD, PGPASSFILE, PGSSLROOTCERT …
            Process process = builder.start();
            try (var to = process.getOutputStream()) {
                to.write(sql.getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // it has ended before it read all: its words and its exit code say why
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw refused(where, said, together);
            }
        } catch (IOException _) {
            throw Trouble.unreachable(
                    "psql is not on this machine",
                    "install it: apt-get install postgresql-client; or run what --dry-run prints where it is");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> command(DatabaseUrl where, boolean together) {
        var command = new ArrayList<>(
                List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", where.host(), "-p", "" + where.port()));
        if (together) {
            command.add("-1");
        }
        command.addAll(
                List.of("-d", "dbname='" + quoted(where.dbname()) + "' sslmode='" + quoted(where.sslmode()) + "'"));
        if (!where.user().isEmpty()) {
            command.addAll(List.of("-U", where.user()));
        }
        if (!around.terminal().in()) {
            command.add("-w"); // nobody is there to type a password
        }
        command.addAll(List.of("-f", "-"));
        return command;
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("'", "\\'");
    }

    private static Trouble refused(DatabaseUrl where, String said, boolean together) {
        String first = said.lines()
                .filter(line -> line.contains("ERROR") || line.contains("error:"))
                .findFirst()
                .orElse(said);
        String sentence = first.replaceFirst("^psql:.*?(ERROR|error|FATAL): *", "");
        boolean connection = said.contains("connection to server") || said.contains("no password supplied");
        return connection
                ? Trouble.unreachable(
                        "psql cannot connect to " + where.host() + ":" + where.port() + "/" + where.dbname() + ": "
                                + sentence,
                        "set PGPASSWORD or ~/.pgpass, and name a superuser: --admin-url postgresql://USER@"
                                + where.host() + ":" + where.port() + "/" + where.dbname())
                : Trouble.failed(
                        (together ? "nothing was changed: " : "the template database is not made: ") + sentence,
                        sentence.contains("permission denied") || sentence.contains("must be superuser")
                                ? "run it as a superuser: --admin-url postgresql://USER@HOST:PORT/DB"
                                : "settle that, then run it again");
    }
}

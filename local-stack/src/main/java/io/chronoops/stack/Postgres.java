package io.chronoops.stack;

import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.postgres.OperatedDatabase;
import io.chronoops.stack.postgres.PostgresServer;

/** A PostgreSQL server of the stack. */
public final class Postgres {
    private final PostgresServer server;
    private final Secrets databases;

    Postgres(PostgresServer server, Secrets databases) {
        this.server = server;
        this.databases = databases;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return server.settings().port();
    }

    public String superuser() {
        return server.settings().superuser();
    }

    /** The generated password of a role of this server. */
    public String password(String role) {
        return server.password(role);
    }

    public String jdbcUrl(String database) {
        return server.jdbcUrl(database);
    }

    /** kill -9, sessions included. */
    public void kill() {
        server.daemon().kill();
    }

    /** Starts it again and waits until it answers. */
    public void start() {
        server.daemon().start();
    }

    /** Whether its process runs. */
    public boolean isRunning() {
        return server.daemon().isRunning();
    }

    /** A database that the application owns, with the rights of table U; left alone where it is there. */
    public void createDatabase(String database) {
        new OperatedDatabase(server, databases).make(database);
    }

    /** Passwords of all roles below a configured name, for a database that is configured under another name than its own. */
    public void writeSecrets(String configuredName) {
        new OperatedDatabase(server, databases).writeSecrets(configuredName);
    }
}

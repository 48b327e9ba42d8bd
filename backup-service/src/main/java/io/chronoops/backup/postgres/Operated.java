package io.chronoops.backup.postgres;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.kit.databases.Secrets.SecretMissing;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens sessions at an operated database's server, and says in words why it cannot. */
public final class Operated {
    /** The role that copies and captures. */
    public static final String BACKUP_ROLE = "backup_user";
    /** The role that makes and fills restored databases. */
    public static final String RESTORE_ROLE = "restore_user";

    private static final String WRONG_PASSWORD = "28P01";
    private static final String NOT_ALLOWED = "28000";
    private static final String NO_DATABASE = "3D000";
    private static final String TOO_MANY = "53300";

    private final Secrets secrets;

    /** Sessions with passwords from these secrets. */
    public Operated(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A session as backup_user with everything pinned that COPY text depends on. */
    public Connection open(Database database) {
        Connection connection = open(database, database.dbname(), BACKUP_ROLE);
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    SET application_name = 'chronoops-backup'; SET row_security = off; SET extra_float_digits = 3;
                    SET DateStyle = 'ISO, YMD'; SET IntervalStyle = postgres; SET TimeZone = 'UTC'; SET bytea_output = hex;
                    SET client_encoding = 'UTF8'; SET xmloption = content; SET statement_timeout = 0;
                    SET idle_in_transaction_session_timeout = 0""");
            return connection;
        } catch (SQLException e) {
            throw failure(database, BACKUP_ROLE, e);
        }
    }

    /** A session as any role at any database of the server. */
    public Connection open(Database database, String dbname, String role) {
        return open(database, dbname, role, "");
    }

    /**
     * One that fills a database which does not count before its last, durable commit: the others need not reach the disk
     * one by one, and none is there without those before it. It may be idle meanwhile.
     */
    public Connection fill(Database database, String dbname, String role) {
        return open(database, dbname, role, "-c synchronous_commit=off -c idle_session_timeout=0");
    }

    /** A session of backup_user that speaks the replication protocol's commands. */
    public Connection replication(Database database) {
        var more = new Properties();
        more.setProperty("replication", "database");
        more.setProperty("preferQueryMode", "simple");
        return open(database, database.dbname(), BACKUP_ROLE, more);
    }

    private Connection open(Database database, String dbname, String role, String options) {
        var more = new Properties();
        more.setProperty("options", options);
        return open(database, dbname, role, more);
    }

    private Connection open(Database database, String dbname, String role, Properties more) {
        var properties = new Properties();
        properties.putAll(more);
        properties.setProperty("user", role);
        properties.setProperty("password", password(database, role));
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("assumeMinServerVersion", "14"); // what is to be set goes with the first message
        properties.setProperty("ApplicationName", "chronoops-" + role);
        properties.setProperty("stringtype", "unspecified");
        properties.setProperty("reWriteBatchedInserts", "true");
        try {
            return DriverManager.getConnection(database.jdbcUrl(dbname), properties);
        } catch (SQLException e) {
            throw failure(database, role, e);
        }
    }

    /** The password of a role, for client programs. */
    public String password(Database database, String role) {
        try {
            return secrets.password(database.name(), role);
        } catch (SecretMissing e) {
            throw new OperationFailed(
                    Reason.NOT_ALLOWED,
                    String.valueOf(e.getMessage()),
                    "put the role's password there and try again",
                    e);
        }
    }

    /** What a failure of the source means for an operation. */
    public static OperationFailed failure(Database database, String role, SQLException e) {
        String at = database.name() + " (" + database.host() + ":" + database.port() + "/" + database.dbname() + ")";
        String state = String.valueOf(e.getSQLState());
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (state.equals("54000") || said.contains("invalid memory alloc request size")) {
            return new OperationFailed(
                    Reason.TOO_LARGE,
                    at + ": " + said,
                    "PostgreSQL itself writes no row of more than 1 GB of text (bytea counts twice): make that value smaller,"
                            + " or leave its table out",
                    e);
        }
        return switch (state) {
            case WRONG_PASSWORD, NOT_ALLOWED ->
                new OperationFailed(
                        Reason.NOT_ALLOWED,
                        at + " refuses " + role + ": " + said,
                        "compare the password file of " + role + " with the server, and its pg_hba.conf line",
                        e);
            case NO_DATABASE ->
                new OperationFailed(Reason.NOT_FOUND, at + ": " + said, "name a database that is there", e);
            case TOO_MANY ->
                new OperationFailed(
                        Reason.BUSY,
                        at + " has no connection left for " + role + ": " + said,
                        "raise the role's connection limit to jobs + 5, or use fewer --jobs",
                        e);
            case "55P03" ->
                new OperationFailed(
                        Reason.LOCKED, at + ": " + said, "wait for the session that holds the lock, or end it", e);
            case "53100" ->
                new OperationFailed(Reason.PRECONDITION, at + ": " + said, "free disk space at the server", e);
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? new OperationFailed(
                                Reason.SOURCE_UNREACHABLE,
                                at + " cannot be reached: " + said,
                                "see that the server runs and accepts connections from here, then try again",
                                e)
                        : new OperationFailed(
                                Reason.INTERNAL,
                                at + ": " + said + " (SQLSTATE " + state + ")",
                                "read the server's log at this time; if the cause is gone, try again",
                                e);
        };
    }
}

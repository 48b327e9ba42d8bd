package io.chronoops.migration.postgres;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.run.Measures;
import io.chronoops.migration.run.Pace;
import io.chronoops.migration.run.StoppableRun;
import io.chronoops.migration.step.TableName;
import io.chronoops.ops.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** VACUUM of single tables over one session. */
public final class VacuumTables {
    private static final String MINE = """
            SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND n.nspname !~ '^pg_(toast|temp)' AND pg_has_role(c.relowner, 'USAGE')
            ORDER BY pg_table_size(c.oid)""";
    private static final String BLOAT = """
            SELECT pg_total_relation_size(c.oid), coalesce(pg_stat_get_dead_tuples(c.oid), 0),
                   pg_has_role(c.relowner, 'USAGE')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'm', 'p')""";

    private final OperatedSession session;
    private final Pace pace;
    private final OnlineStatement online;
    private final Patience patience;

    /** For one operation. */
    public VacuumTables(OperatedSession session, Pace pace, StoppableRun run) {
        this.session = session;
        this.pace = pace;
        this.online = new OnlineStatement(session, run);
        this.patience = new Patience(pace, new Silent(), run, session.watcher(), session.pid());
    }

    /** A table's bytes with indexes, and its dead rows as last counted. */
    public record Bloat(long bytes, long deadRows) {}

    /** These tables, or, where none is named, all that the role may vacuum, the small ones first. */
    public List<TableName> named(List<TableName> wanted) {
        if (wanted.isEmpty()) {
            return mine();
        }
        wanted.forEach(this::bloat);
        return wanted;
    }

    private List<TableName> mine() {
        try (Statement query = session.worker().createStatement();
                ResultSet row = query.executeQuery(MINE)) {
            var tables = new ArrayList<TableName>();
            while (row.next()) {
                tables.add(new TableName(row.getString(1), row.getString(2)));
            }
            return tables;
        } catch (SQLException e) {
            throw SqlFailure.of(e, "listing tables");
        }
    }

    /** Throws where there is no such table, or where it belongs to someone else. */
    public Bloat bloat(TableName name) {
        try (PreparedStatement query = session.worker().prepareStatement(BLOAT)) {
            query.setString(1, name.schema());
            query.setString(2, name.name());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new OperationFailed(Reason.NOT_FOUND, "there is no table " + name, "name it as schema.table");
                }
                if (!row.getBoolean(3)) {
                    throw new OperationFailed(
                            Reason.NOT_ALLOWED,
                            "table " + name + " belongs to someone else: PostgreSQL would skip it",
                            "set chronoops.migration.role to its owner or to a member of it");
                }
                return new Bloat(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw SqlFailure.of(e, "looking at " + name);
        }
    }

    /** VACUUM lets others work; FULL locks them out, and waits for that lock only briefly at a time. */
    public void vacuum(TableName name, boolean full, boolean analyze) throws InterruptedException {
        String sql = statement(name, full, analyze);
        if (!full) {
            online.run("vacuum " + name, sql);
            return;
        }
        patience.until("vacuum " + name, sql, () -> {
            lockTimeout(pace.lockTimeout());
            try {
                online.execute("vacuum " + name, sql);
            } finally {
                lockTimeout(Duration.ZERO);
            }
            return true;
        });
    }

    static String statement(TableName name, boolean full, boolean analyze) {
        var options = new ArrayList<String>();
        if (full) {
            options.add("FULL");
        }
        if (analyze) {
            options.add("ANALYZE");
        }
        return "VACUUM " + (options.isEmpty() ? "" : "(" + String.join(", ", options) + ") ") + name.sql();
    }

    private void lockTimeout(Duration timeout) throws SQLException {
        try (Statement sql = session.worker().createStatement()) {
            sql.execute("SET lock_timeout = " + timeout.toMillis());
        }
    }

    /** Retries of VACUUM FULL are told by progress alone. */
    private static final class Silent implements Measures {
        @Override
        public void batch(Duration took, long rows) {}

        @Override
        public void lockRetried() {}

        @Override
        public void step(String name, Duration took) {}
    }
}

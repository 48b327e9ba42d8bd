package io.chronoops.migration.postgres;

import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.run.Checkpoints.Place;
import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.Catalogue;
import io.chronoops.migration.step.TableFacts;
import io.chronoops.migration.step.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The operated server's catalogue, read anew for each question. */
public final class PostgresCatalogue implements Catalogue {
    private final Connection connection;
    private final Checkpoints checkpoints;
    private final String database;
    private final String plan;

    /** Read over this connection; checkpoints say up to which transaction a backfill of this plan has settled. */
    public PostgresCatalogue(Connection connection, Checkpoints checkpoints, String database, String plan) {
        this.connection = connection;
        this.checkpoints = checkpoints;
        this.database = database;
        this.plan = plan;
    }

    @Override
    public Optional<TableFacts> table(TableName name) {
        try {
            return ReadTable.from(connection, name);
        } catch (SQLException e) {
            throw SqlFailure.of(e, "reading the catalogue of " + name);
        }
    }

    @Override
    public boolean any(TableName table, String predicate) {
        return ask("SELECT EXISTS (SELECT FROM " + table.sql() + " WHERE " + predicate + ")", ResultSet::getBoolean);
    }

    @Override
    public boolean anyLeft(Backfill backfill, String predicate) {
        String among = settledBefore(backfill).map(Horizon::writtenBefore).orElse("");
        return any(backfill.table(), predicate + among);
    }

    @Override
    public boolean settled(Backfill backfill) {
        return settledBefore(backfill).isPresent();
    }

    private Optional<Long> settledBefore(Backfill backfill) {
        return table(backfill.table())
                .flatMap(facts -> checkpoints.find(place(backfill, facts)))
                .flatMap(checkpoint -> Optional.ofNullable(checkpoint.settledBefore()));
    }

    Place place(Backfill backfill, TableFacts facts) {
        return new Place(
                database,
                plan,
                backfill.name(),
                facts.identity().server() + "/" + facts.identity().oid());
    }

    @Override
    public long count(TableName table, String predicate) {
        return ask("SELECT count(*) FROM " + table.sql() + " WHERE " + predicate, ResultSet::getLong);
    }

    @Override
    public List<String> users(TableName table, String column) {
        try {
            return ReadTable.users(connection, table, column);
        } catch (SQLException e) {
            throw SqlFailure.of(e, "reading what uses " + table + "." + column);
        }
    }

    @Override
    public boolean analyzed(TableName table, Iterable<String> columns) {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT NOT EXISTS (SELECT FROM %s) OR NOT EXISTS (
                    SELECT FROM unnest(?) wanted(name) WHERE NOT EXISTS (
                        SELECT FROM pg_stats WHERE schemaname = ? AND tablename = ? AND attname = wanted.name))""".formatted(table.sql()))) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            StreamSupport.stream(columns.spliterator(), false).toArray(String[]::new)));
            query.setString(2, table.schema());
            query.setString(3, table.name());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw SqlFailure.of(e, "reading the statistics of " + table);
        }
    }

    private <T> T ask(String sql, Column<T> column) {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return column.read(row, 1);
        } catch (SQLException e) {
            throw SqlFailure.of(e, sql);
        }
    }

    private interface Column<T> {
        T read(ResultSet row, int column) throws SQLException;
    }
}

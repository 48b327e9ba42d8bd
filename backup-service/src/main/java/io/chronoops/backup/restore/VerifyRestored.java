package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.full.RowDigest;
import io.chronoops.backup.full.RowLimit;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Compares a restored database with what it must be: row counts, digests where no change was replayed, constraints, indexes. */
final class VerifyRestored {
    private final Connection connection;
    private final List<String> notValid;
    private final OperationRun run;

    /** What the source has not proved either is no finding. */
    VerifyRestored(Connection connection, List<String> notValid, OperationRun run) {
        this.connection = connection;
        this.notValid = notValid;
        this.run = run;
    }

    void verify(List<TableEntry> tables, Map<String, Long> expectedRows, boolean replayed)
            throws SQLException, IOException {
        List<String> findings = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    SET extra_float_digits = 3; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = postgres; SET TimeZone = 'UTC';
                    SET bytea_output = hex; SET client_encoding = 'UTF8'; SET row_security = off""");
        }
        long done = 0;
        for (TableEntry table : tables) {
            run.progress("verifying " + table.title(), done++, tables.size(), "tables");
            run.stopIfCancelled();
            RowDigest digest = digest(table);
            long expected = expectedRows.getOrDefault(table.title(), table.rows());
            if (digest.rows() != expected) {
                findings.add(table.title() + " has " + digest.rows() + " rows instead of " + expected);
            } else if (!replayed && !table.digest().isEmpty() && !digest.hex().equals(table.digest())) {
                findings.add(table.title() + " has other rows than were backed up: digest " + digest.hex()
                        + " instead of " + table.digest());
            }
        }
        findings.addAll(
                names(
                        "SELECT 'index ' || indexrelid::regclass || ' is not valid' FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE NOT indisvalid AND c.relkind <> 'I'"));
        names("SELECT conrelid::regclass || ' ' || conname FROM pg_constraint WHERE NOT convalidated").stream()
                .filter(constraint -> !notValid.contains(constraint))
                .map(constraint -> "constraint " + constraint + " is not valid")
                .forEach(findings::add);
        if (!findings.isEmpty()) {
            throw new OperationFailed(
                    Reason.MISMATCH,
                    "the restored database is not what it must be: " + String.join("; ", findings),
                    "do not use it; restore from another backup, and run: chronoops backups verify --all");
        }
    }

    private RowDigest digest(TableEntry table) throws SQLException {
        var digest = new RowDigest();
        var out = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT "
                        + table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", "))
                        + " FROM ONLY "
                        + Identifier.quote(table.schema(), table.name()) + ") TO STDOUT");
        try {
            byte[] row = out.readFromCopy();
            while (row != null) {
                digest.add(row);
                row = null; // the next one is made before this name would let go of it
                row = out.readFromCopy();
            }
            return digest;
        } catch (OutOfMemoryError e) {
            connection.abort(Runnable::run); // the rest of the row is still to come
            throw RowLimit.ofThisHeap().doesNotFit(table.title(), e);
        }
    }

    private List<String> names(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}

package io.chronoops.backup.capture;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.postgres.Xids;
import io.chronoops.kit.databases.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads identities from a database's catalogue; keeps one session. */
final class LiveIdentities implements NameRow.Catalogue, AutoCloseable {
    private static final String SQL = """
            SELECT c.relreplident = 'f', k.columns, pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                   ARRAY[CASE WHEN c.relreplident = 'd' AND k.columns IS NOT NULL THEN NULL ELSE c.xmin::text::bigint END, k.xmin] || array(SELECT xmin::text::bigint FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN LATERAL (
                SELECT i.xmin::text::bigint AS xmin, array(SELECT a.attname::text FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY u(attnum, place)
                         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum ORDER BY u.place) AS columns
                FROM pg_index i WHERE i.indrelid = c.oid AND i.indimmediate AND i.indisvalid
                  AND CASE c.relreplident WHEN 'i' THEN i.indisreplident WHEN 'n' THEN false ELSE i.indisprimary END) k ON true
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r'""";

    private final Database database;
    private final Operated operated;
    private @Nullable Connection session;

    LiveIdentities(Database database, Operated operated) {
        this.database = database;
        this.operated = operated;
    }

    @Override
    public LiveIdentity of(String schema, String table) {
        try (PreparedStatement query = session().prepareStatement(SQL)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return LiveIdentity.GONE;
                }
                var columns = row.getArray(2);
                return new LiveIdentity(
                        row.getBoolean(1),
                        columns == null ? List.of() : List.of((String[]) columns.getArray()),
                        newest((@Nullable Long[]) row.getArray(4).getArray(), row.getLong(3)));
            }
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
    }

    /** Of these 32-bit xids, all of the past, the newest. */
    private static long newest(@Nullable Long[] xids, long next) {
        return Arrays.stream(xids)
                .mapToLong(xid -> xid == null ? 0 : Xids.widen(xid, next))
                .filter(xid -> xid < next) // else it is older than half of all xids
                .max()
                .orElse(0);
    }

    private Connection session() {
        Connection open = session;
        if (open == null) {
            open = operated.open(database);
            session = open;
        }
        return open;
    }

    @Override
    public void close() throws SQLException {
        Connection open = session;
        if (open != null) {
            open.close();
        }
    }
}

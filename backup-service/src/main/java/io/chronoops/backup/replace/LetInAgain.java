package io.chronoops.backup.replace;

import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.replace.ChangePlaces.Pair;
import io.chronoops.backup.restore.Replacement;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.OperationFailed;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a database that a replacement left closed when its service died: at once on the next start, whatever becomes of the
 * operation. Where a run is at work, it is left alone.
 */
public final class LetInAgain implements Databases.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(LetInAgain.class);
    private static final String LEFT_CLOSED = "SELECT NOT datallowconn AND EXISTS (SELECT FROM pg_database r WHERE"
            + " r.datname LIKE replace(d.datname, '_', '\\_') || '\\_%' AND shobj_description(r.oid, 'pg_database') LIKE '"
            + Replacement.RESTORED + "%') FROM pg_database d WHERE d.datname = ?";

    private final Operated operated;
    private final String role;
    private final ChangePlaces changePlaces;

    /** role: who restores. */
    public LetInAgain(Operated operated, String role, Captures captures) {
        this.operated = operated;
        this.role = role;
        this.changePlaces = new ChangePlaces(operated, captures, role);
    }

    @Override
    public void added(Database database) {
        Thread.ofVirtual().name("let-in-again-" + database.name()).start(() -> look(database));
    }

    private void look(Database database) {
        try (var cluster = Cluster.open(operated, database, role)) {
            if (cluster.claim(database.dbname()) && cluster.is(LEFT_CLOSED, database.dbname())) {
                changePlaces.putBack(new Pair(database, new Names(database.dbname(), "", ""), "", true), cluster);
                LOG.atWarn()
                        .addKeyValue("database", database.name())
                        .log("a replacement that died had closed the database: sessions are let in again");
            }
        } catch (SQLException | OperationFailed e) {
            LOG.atDebug()
                    .addKeyValue("database", database.name())
                    .setCause(e)
                    .log("cannot look whether a replacement left the database closed");
        }
    }

    @Override
    public void removed(String name) {
        // not ours any more
    }
}

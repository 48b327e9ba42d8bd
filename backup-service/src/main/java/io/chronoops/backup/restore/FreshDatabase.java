package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A new database for who fills it from elsewhere: whole in the end, or gone. */
public final class FreshDatabase {
    private final Database server;
    private final Operated operated;
    private final String role;
    private final TargetDatabase target;
    private @Nullable String madeBy;

    /** At this server, made by this role. */
    public FreshDatabase(Database server, String name, Operated operated, String role) {
        this.server = server;
        this.operated = operated;
        this.role = role;
        this.target = new TargetDatabase(server, name, operated, role);
    }

    /** Fills a database. */
    public interface Filling<T> {
        /** Makes it when all is known that it must be like, and fills it. */
        T fill(FreshDatabase database) throws SQLException, IOException;
    }

    /** Its name. */
    public String name() {
        return target.name();
    }

    /** A session at the server, where the operated database is. */
    public Connection beside() {
        return operated.open(server, server.dbname(), role);
    }

    /** A session in it. */
    public Connection open() {
        return operated.open(server, target.name(), role);
    }

    /** Makes it; what a dead attempt of the same operation left is dropped first, what is somebody else's is refused. */
    public void create(Manifest.Server like, String operationId) {
        target.create(like, operationId);
        madeBy = operationId;
    }

    /** Has it filled; where that fails it is dropped. */
    public <T> T fill(Filling<T> filling) throws IOException {
        try {
            T filled = filling.fill(this);
            if (madeBy != null) {
                target.finish(madeBy);
            }
            return filled;
        } catch (SQLException e) {
            OperationFailed failure = target.failure(e);
            drop(failure);
            throw failure;
        } catch (IOException | RuntimeException e) {
            drop(e);
            throw e;
        }
    }

    private void drop(Exception why) {
        try {
            if (madeBy != null) {
                target.drop();
            }
        } catch (OperationFailed e) {
            why.addSuppressed(e);
        }
    }
}

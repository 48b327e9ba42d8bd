package io.chronoops.migration.postgres;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.kit.databases.Secrets.SecretMissing;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.time.Duration;

/** Opens sessions at operated databases by their configured names. */
public final class OperatedSessions {
    private static final Duration NEWEST = Duration.ofSeconds(5);

    private final Databases databases;
    private final Secrets secrets;
    private final String role;

    /** As this role. */
    public OperatedSessions(Databases databases, Secrets secrets, String role) {
        this.databases = databases;
        this.secrets = secrets;
        this.role = role;
    }

    /** Connects; the caller closes. */
    public OperatedSession open(String name) {
        if (databases.find(name).isEmpty()) {
            databases.awaitNewest(NEWEST);
        }
        Database database = databases
                .find(name)
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + name + " is not operated here",
                        "add it: chronoops databases add " + name + " --url …"));
        try {
            return OperatedSession.open(database.jdbcUrl(), role, secrets.password(name, role));
        } catch (SecretMissing missing) {
            throw new OperationFailed(
                    Reason.NOT_ALLOWED,
                    String.valueOf(missing.getMessage()),
                    "or set chronoops.migration.role to the role that owns the tables",
                    missing);
        }
    }
}

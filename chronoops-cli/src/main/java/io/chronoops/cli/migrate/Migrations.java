package io.chronoops.cli.migrate;

import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import tools.jackson.databind.JsonNode;

/** The plans of migration-service and where they stand. */
final class Migrations {
    private final Session session;

    Migrations(Session session) {
        this.session = session;
    }

    /** All plans; where they stand in a database. */
    JsonNode all(String database) {
        return session.rest(Service.MIGRATION).get(Address.of("migrations").with("database", database));
    }

    /** One plan in one direction. */
    JsonNode one(String plan, String database, boolean rollback) {
        return session.rest(Service.MIGRATION)
                .get(Address.of("migrations", plan)
                        .with("database", database)
                        .with("rollback", rollback ? true : null));
    }
}

package io.chronoops.cli.operation;

import io.chronoops.cli.rest.Service;
import java.util.Map;

/**
 * A command to be sent.
 *
 * @param type its name as MaintenanceCommand has it, such as backup
 * @param body its own fields, a record or a map
 * @param title what it does, in words
 */
public record Order(Service service, String database, String type, Object body, String title) {
    Map<String, Object> document() {
        return Map.of("database", database, type, body);
    }
}

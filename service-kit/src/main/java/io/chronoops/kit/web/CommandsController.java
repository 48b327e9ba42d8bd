package io.chronoops.kit.web;

import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.kit.wire.AvroJson;
import io.chronoops.kit.wire.AvroJson.NotThisRecord;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.topics.CommandOwners;
import io.chronoops.topics.Uuid7;
import java.security.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Takes a command as JSON, checks its form and publishes it; the operation's id is the answer. */
@RestController
@RequestMapping("/api/v1/commands")
final class CommandsController {
    private final CommandPublisher publisher;

    CommandsController(CommandPublisher publisher) {
        this.publisher = publisher;
    }

    @PostMapping
    ResponseEntity<Map<String, String>> publish(@RequestBody ObjectNode body, Principal principal) {
        if (!body.has("id")) {
            body.put("id", Uuid7.next());
        }
        if (!body.has("at")) {
            body.put("at", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        }
        body.put("source", "rest:" + principal.getName());
        MaintenanceCommand command = AvroJson.read(body, MaintenanceCommand.class);
        if (CommandOwners.typeOf(command).isEmpty()) {
            throw NotThisRecord.because(
                    "set exactly one command: one of " + CommandOwners.OWNERS.keySet() + " or cancel");
        }
        publisher.publish(command);
        return ResponseEntity.accepted().body(Map.of("operationId", command.getId()));
    }
}

package io.chronoops.monitor.web;

import io.chronoops.kit.wire.AvroJson;
import io.chronoops.monitor.rule.OpenBreaches;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.ObjectNode;

/** The breaches that are open now. */
@RestController
@RequestMapping("/api/v1/breaches")
final class BreachesController {
    private final OpenBreaches open;

    BreachesController(OpenBreaches open) {
        this.open = open;
    }

    @GetMapping
    List<ObjectNode> active() {
        return open
                .breaches()
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "the rules are starting: ask again in a moment"))
                .values()
                .stream()
                .map(AvroJson::tree)
                .toList();
    }
}

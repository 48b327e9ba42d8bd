package io.chronoops.router.web;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.Incident;
import io.chronoops.alerts.IncidentState;
import io.chronoops.alerts.Notification;
import io.chronoops.kit.wire.AvroJson;
import io.chronoops.router.view.AlertLog;
import io.chronoops.router.view.Incidents;
import io.chronoops.router.wire.WriteLog;
import io.chronoops.topics.Uuid7;
import java.security.Principal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Incidents to look at, to acknowledge and to resolve. Doing publishes to the log: the decision follows from there. */
@RestController
@RequestMapping("/api/v1/incidents")
final class IncidentsController {
    private final Incidents incidents;
    private final AlertLog log;
    private final Clock clock;

    IncidentsController(Incidents incidents, AlertLog log, Clock clock) {
        this.incidents = incidents;
        this.log = log;
        this.clock = clock;
    }

    /** Who does it; the caller's own name where it is absent. */
    record By(@Nullable String by) {}

    @GetMapping
    List<ObjectNode> list(
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "limit", defaultValue = "200") int limit) {
        return incidents.newest(Optional.ofNullable(state).map(IncidentsController::state), limit).stream()
                .map(AvroJson::tree)
                .toList();
    }

    @GetMapping("/{id}")
    ObjectNode explain(@PathVariable("id") String id) {
        ObjectNode explained = AvroJson.tree(find(id));
        var told = explained.putArray("notifications");
        for (Notification notification : incidents.notifications(id)) {
            ObjectNode one = AvroJson.tree(notification);
            incidents.delivery(notification.getId()).ifPresent(last -> one.set("delivery", AvroJson.tree(last)));
            told.add(one);
        }
        return explained;
    }

    @PostMapping("/{id}/ack")
    ResponseEntity<Map<String, String>> acknowledge(
            @PathVariable("id") String id, @RequestBody(required = false) @Nullable By by, Principal principal) {
        Incident incident = find(id);
        if (incident.getState() != IncidentState.OPEN) {
            throw conflict(incident, "acknowledged");
        }
        return publish(WriteLog.acknowledged(Uuid7.next(), id, name(by, principal), clock.instant()), id);
    }

    @PostMapping("/{id}/resolve")
    ResponseEntity<Map<String, String>> resolve(
            @PathVariable("id") String id, @RequestBody(required = false) @Nullable By by, Principal principal) {
        Incident incident = find(id);
        if (incident.getState() != IncidentState.OPEN && incident.getState() != IncidentState.ACKNOWLEDGED) {
            throw conflict(incident, "resolved");
        }
        return publish(WriteLog.resolved(Uuid7.next(), id, name(by, principal), clock.instant()), id);
    }

    private ResponseEntity<Map<String, String>> publish(AlertEvent event, String id) {
        log.append(event);
        return ResponseEntity.accepted().body(Map.of("incidentId", id, "eventId", event.getId()));
    }

    private Incident find(String id) {
        return incidents.find(id).orElseThrow(() -> problem(HttpStatus.NOT_FOUND, "there is no incident " + id));
    }

    private static String name(@Nullable By by, Principal principal) {
        return by == null || by.by() == null || by.by().isBlank() ? principal.getName() : by.by();
    }

    private static IncidentState state(String name) {
        return Arrays.stream(IncidentState.values())
                .filter(state -> state.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "state " + name + " is none of open, acknowledged, resolved, recorded"));
    }

    private static ErrorResponseException conflict(Incident incident, String wanted) {
        String is = incident.getState().name().toLowerCase(Locale.ROOT);
        String by = incident.getState() == IncidentState.ACKNOWLEDGED ? " by " + incident.getAcknowledgedBy() : "";
        return problem(
                HttpStatus.CONFLICT,
                "incident " + incident.getId() + " is " + is + by + " already and cannot be " + wanted);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}

package io.chronoops.cli.operation;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Rest;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Stays with an operation until it has ended, through restarts of its service. Ctrl-C leaves it running and says so. */
public final class FollowOperation {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Session session;
    private final Rest rest;
    private final Service service;

    /** At this service. */
    public FollowOperation(Session session, Service service) {
        this.session = session;
        this.service = service;
        this.rest = session.rest(service);
    }

    /** The operation as it ended. */
    public JsonNode untilEnded(String id) {
        try (var _ = new WhenInterrupted(session.screen(), id);
                var display = ProgressDisplay.of(session)) {
            return poll(id, display);
        }
    }

    private JsonNode poll(String id, ProgressDisplay display) {
        Duration pause = FIRST_PAUSE;
        Instant lastSeen = now();
        while (true) {
            Optional<JsonNode> found = look(id);
            if (found.isPresent()) {
                lastSeen = now();
                var operation = Json.as(OperationView.class, found.get());
                if (operation.ended()) {
                    return found.get();
                }
                display.show(operation);
            } else if (Duration.between(lastSeen, now()).compareTo(PATIENCE) > 0) {
                throw Trouble.unreachable(
                        service.title() + " has not been heard of operation " + id + " for " + PATIENCE.toMinutes()
                                + " minutes",
                        "it is not lost: the command is on the log; look again: chronoops operations show " + id);
            }
            sleep(pause);
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
    }

    /** None where it is not known yet, or where the service is away for a moment. */
    private Optional<JsonNode> look(String id) {
        try {
            return rest.find(Address.of("operations", id));
        } catch (Trouble trouble) {
            if (trouble.exit() == ExitCode.UNREACHABLE) {
                return Optional.empty();
            }
            throw trouble;
        }
    }

    private Instant now() {
        return session.around().clock().instant();
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.chronoops.cli.operation;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The operations of all services that have any. */
final class AllOperations {
    private static final List<Service> OWNERS = List.of(Service.BACKUP, Service.MIGRATION);

    private final Session session;

    AllOperations(Session session) {
        this.session = session;
    }

    /** An operation and whose it is. */
    record Found(Service service, JsonNode document) {}

    /** The newest of all, newest first; a service that is away is said, and fatal only where none is left. */
    List<JsonNode> newest(int limit) {
        List<JsonNode> all = new ArrayList<>();
        ask(service -> session.rest(service)
                .get(Address.of("operations").with("limit", limit))
                .forEach(all::add));
        return all.stream()
                .sorted(Comparator.comparing(
                                (JsonNode one) -> one.path("acceptedAt").asString(""))
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** One by its id, wherever it is. */
    Found find(String id) {
        List<Found> found = new ArrayList<>();
        ask(service -> session.rest(service)
                .find(Address.of("operations", id))
                .ifPresent(one -> found.add(new Found(service, one))));
        return found.stream()
                .findFirst()
                .orElseThrow(() -> Trouble.failed(
                        "there is no operation " + id,
                        "list them: chronoops operations list; one just sent takes a moment"));
    }

    private interface Question {
        void to(Service service);
    }

    private void ask(Question question) {
        List<Service> known = OWNERS.stream()
                .filter(service -> session.context().url(service.key()).isPresent())
                .toList();
        List<Trouble> away = new ArrayList<>();
        for (Service service : known) {
            trouble(question, service).ifPresent(away::add);
        }
        if (away.size() == known.size()) {
            throw away.stream()
                    .findFirst()
                    .orElseThrow(() -> Trouble.unreachable(
                            "the context names neither backup-service nor migration-service", "add their urls"));
        }
        away.forEach(trouble -> session.screen().warn(trouble.sentence()));
    }

    private static Optional<Trouble> trouble(Question question, Service service) {
        try {
            question.to(service);
            return Optional.empty();
        } catch (Trouble trouble) {
            if (trouble.exit() == ExitCode.UNREACHABLE) {
                return Optional.of(trouble);
            }
            throw trouble;
        }
    }
}

package io.chronoops.monitor.web;

import io.chronoops.kit.databases.Databases;
import io.chronoops.monitor.health.CheckHealth;
import io.chronoops.monitor.health.Health;
import io.chronoops.monitor.watch.Newest;
import io.chronoops.monitor.watch.Round;
import io.chronoops.monitor.web.ReadingView.Sampled;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What is known of a database now. */
@RestController
@RequestMapping("/api/v1/databases/{database}")
final class StatsController {
    private static final Set<String> REPLICATION = Set.of("replication", "slots");

    private final Databases databases;
    private final Newest newest;
    private final CheckHealth health;

    StatsController(Databases databases, Newest newest, CheckHealth health) {
        this.databases = databases;
        this.newest = newest;
        this.health = health;
    }

    /** The newest reading of every probe. */
    @GetMapping("/stats")
    Stats stats(@PathVariable("database") String database) {
        return new Stats(
                database, rounds(database).stream().map(ReadingView::of).toList());
    }

    /** Standbys and slots. */
    @GetMapping("/replication")
    Replication replication(@PathVariable("database") String database) {
        List<ReadingView> readings = rounds(database).stream()
                .filter(round -> REPLICATION.contains(round.watched().probe()))
                .map(ReadingView::of)
                .toList();
        Map<String, List<Sampled>> bySubject = readings.stream()
                .flatMap(reading -> reading.samples().stream())
                .collect(Collectors.groupingBy(Sampled::subject, TreeMap::new, Collectors.toList()));
        return new Replication(database, readings, bySubject);
    }

    /** Where every rule stands, and the gravest of all. */
    @GetMapping("/health")
    Health health(@PathVariable("database") String database) {
        rounds(database);
        return health.of(database);
    }

    private List<Round> rounds(String database) {
        if (databases.find(database).isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "database " + database + " is not operated: see GET /api/v1/databases");
        }
        return newest.of(database);
    }

    record Stats(String database, List<ReadingView> readings) {}

    /**
     * Standbys and slots.
     *
     * @param subjects samples by standby or slot; "" is the server's own lag
     */
    record Replication(String database, List<ReadingView> readings, Map<String, List<Sampled>> subjects) {}
}

package io.chronoops.backup.web;

import io.chronoops.backup.mark.RestorePoints;
import io.chronoops.backup.postgres.Lsn;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The restore points that the sealed log has. */
@RestController
@RequestMapping("/api/v1/marks")
final class MarksController {
    private final Archives archives;
    private final RestorePoints points;

    MarksController(Archives archives, RestorePoints points) {
        this.archives = archives;
        this.points = points;
    }

    /** One of them. */
    record Mark(String name, String comment, Instant at, String lsn, long xid) {}

    /** Oldest first. */
    @GetMapping
    List<Mark> marks(@RequestParam("database") String database) throws IOException {
        archives.known(database);
        return points.of(database).stream()
                .map(point -> new Mark(point.name(), point.comment(), point.at(), Lsn.text(point.lsn()), point.xid()))
                .toList();
    }
}

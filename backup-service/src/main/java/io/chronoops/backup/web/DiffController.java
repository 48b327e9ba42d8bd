package io.chronoops.backup.web;

import io.chronoops.backup.timeline.Archived;
import io.chronoops.backup.timeline.ChosenTables;
import io.chronoops.backup.timeline.DiffSql;
import io.chronoops.backup.timeline.Span;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What differs between two moments, as SQL: it shows rows. */
@RestController
@RequestMapping("/api/v1/rows")
final class DiffController {
    private final Archives archives;
    private final DiffSql diff;

    DiffController(Archives archives, DiffSql diff) {
        this.archives = archives;
        this.diff = diff;
    }

    @GetMapping(path = "/diff", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
    String diff(
            @RequestParam("database") String database,
            @RequestParam("from") String from,
            @RequestParam("to") String to,
            @RequestParam(name = "tables", defaultValue = "") List<String> tables)
            throws IOException {
        var archived =
                new Archived(database, archives.bases(database), archives.log(database), archives.largeTexts(database));
        return diff.script(archived, Span.of(from, to), ChosenTables.named(tables))
                .text();
    }
}

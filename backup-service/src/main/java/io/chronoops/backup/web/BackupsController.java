package io.chronoops.backup.web;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.ArchiveTotals;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.CaptureStatus;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.coverage.Coverage;
import io.chronoops.backup.coverage.Coverage.TableCoverage;
import io.chronoops.backup.coverage.OpenGap;
import io.chronoops.backup.database.CheckDatabase;
import io.chronoops.backup.database.CheckDatabase.Finding;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Backups, coverage and captures, as they stand. */
@RestController
@RequestMapping("/api/v1")
final class BackupsController {
    private final Databases databases;
    private final Backups backups;
    private final Manifests manifests;
    private final Segments segments;
    private final KnownSchemas schemas;
    private final Captures captures;
    private final CheckDatabase check;

    BackupsController(
            Databases databases,
            Backups backups,
            Manifests manifests,
            Segments segments,
            KnownSchemas schemas,
            Captures captures,
            CheckDatabase check) {
        this.databases = databases;
        this.backups = backups;
        this.manifests = manifests;
        this.segments = segments;
        this.schemas = schemas;
        this.captures = captures;
        this.check = check;
    }

    @GetMapping("/backups")
    List<Backup> backups(@RequestParam(name = "database", required = false) @Nullable String database) {
        return backups.list(database);
    }

    @GetMapping("/backups/{id}")
    Backup backup(@PathVariable("id") String id) {
        return backups.find(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "there is no backup " + id + "; list them with: chronoops backups list"));
    }

    @GetMapping("/coverage")
    List<TableCoverage> coverage(@RequestParam("database") String database) throws IOException {
        known(database);
        return Coverage.of(manifests.of(database), segments.of(database), schemas.of(database));
    }

    /** Where the capture of a database stands. */
    record Capture(
            String database,
            String status,
            @Nullable String reason,
            @Nullable Instant sealedCommitAt,
            @Nullable Instant archivedCommitAt,
            @Nullable String sealedLsn) {}

    @GetMapping("/databases/{name}/capture")
    Capture capture(@PathVariable("name") String name) throws IOException {
        known(name);
        ArchiveState archive = captures.archive(name).orElse(null);
        CaptureStatus status = captures.status(name);
        String reason = status instanceof CaptureStatus.Down(String why)
                ? why
                : OpenGap.of(manifests.of(name), segments.of(name))
                        .map(gap -> "the log has a gap and no full backup since: " + gap)
                        .orElse(null);
        return new Capture(
                name,
                status.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
                reason,
                archive == null ? null : archive.sealedCommitAt(),
                archive == null ? null : archive.archivedCommitAt(),
                archive == null || archive.sealedLsn() == 0 ? null : Lsn.text(archive.sealedLsn()));
    }

    /** What the sealed log of a database takes at rest. */
    @GetMapping("/databases/{name}/archive")
    ArchiveTotals.Totals archive(@PathVariable("name") String name) throws IOException {
        known(name);
        return ArchiveTotals.Totals.of(segments.of(name));
    }

    @GetMapping("/databases/{name}/check")
    List<Finding> check(@PathVariable("name") String name) {
        return check.check(known(name));
    }

    /** The script that prepares any database; it names none. */
    @GetMapping(path = "/prepare.sql", produces = MediaType.TEXT_PLAIN_VALUE)
    String prepare() throws IOException {
        return script("/prepare.sql");
    }

    /** The script for psql that makes, beside a prepared database, what a replacing restore begins with; it names none. */
    @GetMapping(path = "/template.sql", produces = MediaType.TEXT_PLAIN_VALUE)
    String template() throws IOException {
        return script("/template.sql");
    }

    private static String script(String name) throws IOException {
        try (InputStream in = BackupsController.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Database known(String name) {
        return databases
                .find(name)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "database " + name + " is not operated; list them with: chronoops databases list"));
    }
}

package io.chronoops.backup.web;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.timeline.ChosenTables;
import io.chronoops.backup.timeline.Pace;
import io.chronoops.backup.timeline.Span;
import io.chronoops.backup.timeline.StreamChanges;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of changes itself, as a stream. */
@RestController
@RequestMapping("/api/v1/rows")
final class ChangesController {
    private final Archives archives;
    private final StreamChanges changes;

    ChangesController(Archives archives, StreamChanges changes) {
        this.archives = archives;
        this.changes = changes;
    }

    @GetMapping(
            path = "/changes",
            produces = {MediaType.APPLICATION_NDJSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    void changes(
            @RequestParam("database") String database,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "tables", defaultValue = "") List<String> tables,
            @RequestParam(name = "format", defaultValue = "json") String format,
            @RequestParam(name = "rate", required = false) @Nullable Integer rate,
            HttpServletResponse response)
            throws IOException {
        Span span = Span.of(from, to);
        ChosenTables chosen = ChosenTables.named(tables);
        List<Segment> log = archives.log(database);
        boolean sql = format.equals("sql");
        if (!sql && !format.equals("json")) {
            throw new OperationFailed(Reason.INVALID, "format " + format + " is unknown", "json or sql");
        }
        if (rate != null && rate < 1) {
            throw new OperationFailed(Reason.INVALID, "rate " + rate + " is below 1 line a second", "1 or more");
        }
        response.setContentType(
                (sql ? MediaType.TEXT_PLAIN_VALUE : MediaType.APPLICATION_NDJSON_VALUE) + ";charset=UTF-8");
        try (Writer out = new Unclosed(
                new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), new Pace(rate))) {
            if (sql) {
                changes.sql(log, span, chosen, archives.largeTexts(database), out);
            } else {
                changes.json(log, span, chosen, out);
            }
            out.flush();
        } catch (OperationFailed | UncheckedIOException e) {
            if (response.isCommitted()) {
                throw new IOException("the stream of changes broke off: " + e.getMessage(), e);
            }
            response.reset();
            throw e;
        }
    }

    /** Closing would end the answer as if it were whole; the container ends it where it is. */
    private static final class Unclosed extends BufferedWriter {
        private final Pace pace;

        Unclosed(Writer out, Pace pace) {
            super(out);
            this.pace = pace;
        }

        /** Each line ends with this one character. */
        @Override
        public Writer append(char end) throws IOException {
            super.append(end);
            if (pace.isBound()) {
                flush();
                pace.pass(1, () -> {});
            }
            return this;
        }

        @Override
        public void close() {
            // see above
        }
    }
}

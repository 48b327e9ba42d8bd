package io.chronoops.cli.operation;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists operations, newest first. */
@Command(
        name = "list",
        description = "List operations of all services, newest first.",
        footer = {"", "Example:", "  chronoops operations list --limit 50 --database shop"})
public final class ListOperations implements Callable<Integer> {
    private static final int LONGEST_REMARK = 60;

    private final Session session;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: 20).")
    private int limit;

    /** For this call. */
    public ListOperations(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<JsonNode> documents = new AllOperations(session)
                .newest(limit).stream()
                        .filter(one -> on.name() == null
                                || Objects.equals(
                                        on.name(), one.path("database").asString("")))
                        .toList();
        session.screen()
                .answer(Json.tree(documents), look -> table(documents, look).lines(look));
        return 0;
    }

    private static Table table(List<JsonNode> documents, Look look) {
        var table = new Table("no operation yet", "ID", "TYPE", "DATABASE", "STATE", "ACCEPTED", ">TOOK", "");
        documents.stream()
                .map(one -> Json.as(OperationView.class, one))
                .forEach(one -> table.row(
                        one.id(),
                        one.type(),
                        Objects.requireNonNullElse(one.database(), "-"),
                        state(one),
                        look.age(one.acceptedAt()),
                        took(one, look.now()),
                        Cell.dim(remark(one))));
        return table;
    }

    static Cell state(OperationView operation) {
        return new Cell(
                operation.state(),
                switch (operation.state()) {
                    case "succeeded" -> Tone.GOOD;
                    case "failed", "rejected" -> Tone.BAD;
                    case "running", "cancelled" -> Tone.ATTENTION;
                    default -> Tone.PLAIN;
                });
    }

    static String took(OperationView operation, Instant now) {
        Instant from = operation.startedAt();
        Instant until = operation.ended() ? operation.endedAt() : now;
        return from == null || until == null ? "-" : Human.duration(Duration.between(from, until));
    }

    private static String remark(OperationView operation) {
        OperationView.Failure failure = operation.failure();
        OperationView.Progress progress = operation.progress();
        @Nullable
        String remark = operation.ended()
                ? failure == null ? operation.summary() : failure.message()
                : progress == null ? "" : progress.step();
        String text = Objects.requireNonNullElse(remark, "");
        return text.length() <= LONGEST_REMARK ? text : text.substring(0, LONGEST_REMARK - 2) + " …";
    }
}

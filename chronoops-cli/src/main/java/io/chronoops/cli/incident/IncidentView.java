package io.chronoops.cli.incident;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An incident as alert-router shows it. */
record IncidentView(
        String id,
        String state,
        String severity,
        String summary,
        @Nullable String database,
        @Nullable String subject,
        @Nullable String value,
        @Nullable String threshold,
        @Nullable String evidence,
        @Nullable String runbook,
        Instant startedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable List<String> paged,
        long occurrences,
        @Nullable List<Note> notes,
        @Nullable List<Notification> notifications) {

    /** One line of its story. */
    record Note(Instant at, String text) {}

    /** Somebody to be told, and what came of it. */
    record Notification(
            Instant at,
            String action,
            String tier,
            String receiver,
            @Nullable Delivery delivery) {}

    /** The last line of the ledger. */
    record Delivery(String state, int attempt, @Nullable String answer) {}

    Cell stateCell() {
        return new Cell(
                word(state),
                switch (word(state)) {
                    case "open" -> Tone.BAD;
                    case "acknowledged" -> Tone.ATTENTION;
                    case "resolved" -> Tone.GOOD;
                    default -> Tone.PLAIN;
                });
    }

    Cell severityCell() {
        return new Cell(
                word(severity),
                switch (word(severity)) {
                    case "critical" -> Tone.BAD;
                    case "warning" -> Tone.ATTENTION;
                    default -> Tone.PLAIN;
                });
    }

    boolean isOpen() {
        return word(state).equals("open") || word(state).equals("acknowledged");
    }

    List<String> pagedTiers() {
        return Objects.requireNonNullElse(paged, List.of());
    }

    static String word(String symbol) {
        return symbol.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

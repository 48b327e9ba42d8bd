package io.chronoops.router.inbound;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.AlertSeverity;
import io.chronoops.alerts.Cleared;
import io.chronoops.alerts.Fired;
import io.chronoops.monitor.Breach;
import io.chronoops.router.id.Fingerprint;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A breach as an alert. The same breach always gives the same record. */
public final class TranslateBreach {
    private static final MathContext DIGITS = new MathContext(4);

    private TranslateBreach() {}

    /** What to put on the log. */
    public static Translation translate(Breach breach) {
        return switch (breach.getKind()) {
            case BREACHED, WORSENED, BLIND, STALE, RESET ->
                new Translation.Alert(record(breach).setFired(fired(breach)).build());
            case CLEARED ->
                new Translation.Alert(record(breach)
                        .setCleared(new Cleared(key(breach), breach.getSummary()))
                        .build());
            case UNKNOWN -> new Translation.Unknown("breach kind");
        };
    }

    /** The id of the log's record of a breach. */
    public static String idOf(Breach breach) {
        return Fingerprint.uuid(breach.getAt(), "breach|" + breach.getId());
    }

    private static AlertEvent.Builder record(Breach breach) {
        return AlertEvent.newBuilder()
                .setId(idOf(breach))
                .setAt(breach.getAt())
                .setSource("alert-router")
                .setCorrelationId(breach.getCorrelationId())
                .setCauseId(breach.getId());
    }

    private static Fired fired(Breach breach) {
        return Fired.newBuilder()
                .setKey(key(breach))
                .setSeverity(severity(breach))
                .setSummary(breach.getSummary())
                .setDatabase(breach.getDatabase())
                .setSubject(breach.getSubject())
                .setValue(measured(breach.getValue(), breach.getUnit()))
                .setThreshold(measured(breach.getThreshold(), breach.getUnit()))
                .setEvidence(breach.getEvidence())
                .setRunbook(breach.getRunbook())
                .build();
    }

    private static String key(Breach breach) {
        return "breach:" + breach.getRule() + "|" + breach.getDatabase() + "|" + breach.getSubject();
    }

    private static AlertSeverity severity(Breach breach) {
        return switch (breach.getSeverity()) {
            case INFO -> AlertSeverity.INFO;
            case WARNING, UNKNOWN -> AlertSeverity.WARNING;
            case CRITICAL -> AlertSeverity.CRITICAL;
        };
    }

    private static String measured(@Nullable Double value, String unit) {
        if (value == null || !Double.isFinite(value)) {
            return "";
        }
        boolean ratio = unit.equals("ratio");
        String number = BigDecimal.valueOf(ratio ? value * 100 : value)
                .round(DIGITS)
                .stripTrailingZeros()
                .toPlainString();
        return switch (unit) {
            case "ratio" -> number + " %";
            case "seconds" -> number + " s";
            case "" -> number;
            default -> number + " " + unit;
        };
    }
}

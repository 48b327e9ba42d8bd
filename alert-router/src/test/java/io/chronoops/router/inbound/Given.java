package io.chronoops.router.inbound;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import io.chronoops.ops.Failed;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Progress;
import io.chronoops.ops.Reason;
import io.chronoops.ops.Succeeded;
import io.chronoops.topics.Uuid7;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What other services say, for tests. */
public final class Given {
    private Given() {}

    /** Connections of shop are breached (or whatever the kind says). */
    public static Breach connections(BreachKind kind, Severity severity, Instant at) {
        return breach("connections", kind, severity, at);
    }

    /** A rule of shop is breached (or whatever the kind says). */
    public static Breach breach(String rule, BreachKind kind, Severity severity, Instant at) {
        Instant moment = at.truncatedTo(ChronoUnit.MICROS);
        return Breach.newBuilder()
                .setId(Uuid7.at(at))
                .setAt(moment)
                .setSource("monitor-service")
                .setRule(rule)
                .setRuleVersion("1")
                .setDatabase("shop")
                .setKind(kind)
                .setSeverity(severity)
                .setValue(0.953)
                .setThreshold(0.8)
                .setUnit("ratio")
                .setSince(moment)
                .setSummary("shop: " + rule + " 95.3 %, above 80 %")
                .setEvidence("{\"used\":95,\"max\":100}")
                .setRunbook("runbooks/" + rule + ".md")
                .build();
    }

    /** An operation of shop failed. */
    public static OperationEvent failed(String type, Instant at) {
        return event(type, at)
                .setFailed(new Failed(Reason.REPOSITORY_FULL, "no space left in the repository", "free some"))
                .build();
    }

    /** An operation of shop succeeded. */
    public static OperationEvent succeeded(String type, Instant at) {
        return event(type, at).setSucceeded(new Succeeded("done", Map.of())).build();
    }

    /** An operation of shop goes on. */
    public static OperationEvent progress(String type, Instant at) {
        return event(type, at)
                .setProgress(new Progress("copying", 1L, 2L, "tables"))
                .build();
    }

    private static OperationEvent.Builder event(String type, Instant at) {
        return OperationEvent.newBuilder()
                .setId(Uuid7.at(at))
                .setAt(at.truncatedTo(ChronoUnit.MICROS))
                .setSource("backup-service")
                .setOperationId(Uuid7.at(at))
                .setCommandType(type)
                .setDatabase("shop");
    }
}

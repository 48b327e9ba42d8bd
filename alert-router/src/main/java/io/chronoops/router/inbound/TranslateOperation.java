package io.chronoops.router.inbound;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.AlertSeverity;
import io.chronoops.alerts.Cleared;
import io.chronoops.alerts.Fired;
import io.chronoops.ops.Failed;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Succeeded;
import io.chronoops.router.id.Fingerprint;
import tools.jackson.databind.json.JsonMapper;

/** A failed operation as an alert, the next success of the same type and database as its end. */
public final class TranslateOperation {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUNBOOK = "runbooks/operation-failed.md";

    private TranslateOperation() {}

    /** What to put on the log. */
    public static Translation translate(OperationEvent event) {
        Failed failed = event.getFailed();
        if (failed != null) {
            return new Translation.Alert(
                    record(event).setFired(fired(event, failed)).build());
        }
        Succeeded succeeded = event.getSucceeded();
        if (succeeded != null) {
            return new Translation.Alert(record(event)
                    .setCleared(new Cleared(key(event), succeeded.getSummary()))
                    .build());
        }
        return new Translation.Nothing();
    }

    /** The id of the log's record of an event. */
    public static String idOf(OperationEvent event) {
        return Fingerprint.uuid(event.getAt(), "operation|" + event.getId());
    }

    private static AlertEvent.Builder record(OperationEvent event) {
        return AlertEvent.newBuilder()
                .setId(idOf(event))
                .setAt(event.getAt())
                .setSource("alert-router")
                .setCorrelationId(event.getOperationId())
                .setCauseId(event.getId());
    }

    private static Fired fired(OperationEvent event, Failed failed) {
        String type = type(event);
        String database = database(event);
        var evidence = JSON.createObjectNode()
                .put("operationId", event.getOperationId())
                .put("reason", failed.getReason().name())
                .put("message", failed.getMessage())
                .put("mend", failed.getMend());
        return Fired.newBuilder()
                .setKey(key(event))
                .setSeverity(type.equals("backup") ? AlertSeverity.CRITICAL : AlertSeverity.WARNING)
                .setSummary(type + (database.isEmpty() ? "" : " of " + database) + " failed (" + failed.getReason()
                        + "): " + failed.getMessage())
                .setDatabase(database)
                .setSubject(type)
                .setValue(failed.getReason().name())
                .setEvidence(evidence.toString())
                .setRunbook(RUNBOOK)
                .build();
    }

    private static String key(OperationEvent event) {
        return "operation:" + type(event) + "|" + database(event);
    }

    private static String type(OperationEvent event) {
        return event.getCommandType().isEmpty() ? "operation" : event.getCommandType();
    }

    private static String database(OperationEvent event) {
        String database = event.getDatabase();
        return database == null ? "" : database;
    }
}

package io.chronoops.backup.replace;

import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.replace.ChangePlaces.Pair;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import java.util.LinkedHashMap;
import java.util.Map;

/** After the swap: the log of what has taken the place begins, with a full backup of it. */
record BeginAnew(Captures captures, Bases bases) {
    Outcome with(MaintenanceCommand command, Pair pair, Outcome restored, OperationRun run) {
        String name = pair.database().name();
        Names names = pair.names();
        if (captures.archive(name).isEmpty()) {
            captures.added(pair.database());
        }
        try {
            Backup first = bases.first(command, pair.database(), run);
            FaultPoint.reached("replace.based");
            Map<String, String> details = new LinkedHashMap<>(restored.details()); // what it lacks is named in there
            details.put("restoredBackupId", details.getOrDefault("backupId", "see the command"));
            details.put("database", names.present());
            details.put("kept", names.kept());
            details.put("dropKept", "DROP DATABASE " + Identifier.quote(names.kept()));
            details.put("backupId", first.id());
            if (pair.careful()) {
                details.put("safetyBackupId", Bases.safetyId(command));
            }
            return new Outcome(
                            names.present() + " is replaced: " + restored.summary() + "; the old one is kept as "
                                    + names.kept() + "; the log begins anew with backup " + first.id(),
                            details)
                    .committing(_ -> bases.add(first));
        } catch (OperationFailed e) {
            throw new OperationFailed(
                    e.reason(),
                    names.present() + " is replaced and serves (the old one is kept as " + names.kept()
                            + "), but its first full backup failed: " + e.getMessage(),
                    e.mend() + "; then: chronoops backup --type=full --database " + name,
                    e);
        }
    }
}

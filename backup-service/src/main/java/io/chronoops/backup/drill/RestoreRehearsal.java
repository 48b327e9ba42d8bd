package io.chronoops.backup.drill;

import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.RestoreCommand;

/** Through the very handler of the restore command: what is rehearsed is what will be done. */
public final class RestoreRehearsal implements Rehearsal {
    private final CommandHandler restore;

    /** With the handler of restore. */
    public RestoreRehearsal(CommandHandler restore) {
        this.restore = restore;
    }

    @Override
    public Restored restore(MaintenanceCommand drill, Wish wish, OperationRun run) throws Exception {
        MaintenanceCommand command = MaintenanceCommand.newBuilder()
                .setId(drill.getId())
                .setAt(drill.getAt())
                .setSource(drill.getSource())
                .setDatabase(drill.getDatabase())
                .setRestore(RestoreCommand.newBuilder()
                        .setBackupId(wish.backupId())
                        .setLatest(wish.withLog())
                        .setInto(wish.into())
                        .setVerify(true)
                        .build())
                .build();
        Outcome outcome = restore.run(command, run);
        return new Restored(
                outcome.details().getOrDefault("changes", "0"),
                outcome.details().getOrDefault("lastCommitAt", "its own moment"));
    }
}

package io.chronoops.backup.file;

import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Restores on command: from a file here, all else by the handler of backups. */
public final class RestoreFileHandler implements CommandHandler {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final CommandHandler ofBackups;
    private final Databases databases;
    private final RestoreFile restoreFile;
    private final Clock clock;

    /** In front of the handler of backups. */
    public RestoreFileHandler(CommandHandler ofBackups, Databases databases, RestoreFile restoreFile, Clock clock) {
        this.ofBackups = ofBackups;
        this.databases = databases;
        this.restoreFile = restoreFile;
        this.clock = clock;
    }

    @Override
    public String type() {
        return ofBackups.type();
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        return command.getRestore().getBackupFile() == null
                ? ofBackups.check(command)
                : FileWish.objection(command.getRestore()).map(objection -> new Refusal(Reason.INVALID, objection));
    }

    @Override
    public void clear(MaintenanceCommand command, OperationRun run) throws Exception {
        ofBackups.clear(command, run);
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws Exception {
        String file = command.getRestore().getBackupFile();
        if (file == null) {
            return ofBackups.run(command, run);
        }
        Instant begun = clock.instant();
        Database server = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        String into = command.getRestore().getInto();
        String name = into == null ? server.dbname() + "_" + MINUTE.format(command.getAt()) : into;
        Found found = restoreFile.find(file);
        try {
            return restoreFile
                    .restore(found, command.getRestore(), server, name, run)
                    .of(found, Duration.between(begun, clock.instant()));
        } catch (RepositoryFailed e) {
            throw new OperationFailed(e.reason(), String.valueOf(e.getMessage()), e.mend(), e);
        } catch (NoSuchFileException e) {
            throw Trouble.damaged(found.path(), e.getMessage() + " is not there");
        } catch (IOException e) {
            throw Trouble.unreadable(found.path(), e);
        }
    }
}

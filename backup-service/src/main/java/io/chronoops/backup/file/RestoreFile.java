package io.chronoops.backup.file;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.BackupOutside;
import io.chronoops.backup.restore.FreshDatabase;
import io.chronoops.backup.restore.RestoreProperties;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.nio.file.Path;

/** Restores one file or folder into a new database, by its form. */
public final class RestoreFile {
    private final AllowedFolders allowed;
    private final Operated operated;
    private final Repository keys;
    private final RestoreProperties properties;
    private final int jobs;

    /** keys: the service's repository, with whose keys a backup from elsewhere is read too. */
    public RestoreFile(
            AllowedFolders allowed, Operated operated, Repository keys, RestoreProperties properties, int jobs) {
        this.allowed = allowed;
        this.operated = operated;
        this.keys = keys;
        this.properties = properties;
        this.jobs = jobs;
    }

    /** What the file is; fails where it may not or cannot be read. */
    Found find(String file) {
        Found found = RecogniseFile.recognise(allowed.resolve(Path.of(file)));
        if (found.form() == Form.DIRECTORY) {
            allowed.resolveAll(found.path());
        }
        return found;
    }

    FileOutcome restore(Found found, RestoreCommand wish, Database server, String name, OperationRun run)
            throws IOException {
        if (found.form() == Form.BACKUP) {
            return backup(found, wish, server, name, run);
        }
        if (wish.getVerify() || !wish.getTables().isEmpty()) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "the " + found.title() + " can be restored as a whole only, and holds no digests to compare with",
                    "leave out --tables and --verify");
        }
        var restored = new FreshDatabase(server, name, operated, properties.role())
                .fill(target -> new RestoreDump(found, target, run).restore());
        return new FileOutcome(name, restored.tables(), restored.rows(), false, restored.version(), restored.leftOut());
    }

    private FileOutcome backup(Found found, RestoreCommand wish, Database server, String name, OperationRun run)
            throws IOException {
        Manifest manifest = manifest(found.path());
        var folder = new BackupFolder(found.path(), allowed, manifest.database(), manifest.id());
        int parallel = wish.getJobs() == null ? jobs : wish.getJobs();
        var restored = new BackupOutside(operated, properties)
                .restore(
                        new BackupOutside.Wish(
                                keys.withKeysOver(folder),
                                manifest.database(),
                                manifest.id(),
                                wish.getTables(),
                                parallel,
                                wish.getVerify()),
                        server,
                        name,
                        run);
        return new FileOutcome(
                name,
                restored.tables(),
                restored.rows(),
                restored.verified(),
                manifest.server().version(),
                restored.notes());
    }

    private Manifest manifest(Path folder) {
        try {
            allowed.resolve(folder.resolve(Layout.MANIFEST));
            return Json.get(new DiskRepository(folder), Layout.MANIFEST, Manifest.class);
        } catch (IOException e) {
            throw Trouble.damaged(folder, String.valueOf(e.getMessage()));
        }
    }
}

package io.chronoops.backup.export;

import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.codec.BlockCompression;
import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.ExportCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes a backup as one compressed SQL file on command, into the repository or beside it. */
public final class ExportHandler implements CommandHandler {
    private static final String FORMAT = "sql.gz";

    private final Manifests manifests;
    private final Repository repository;

    /** From this repository. */
    public ExportHandler(Manifests manifests, Repository repository) {
        this.manifests = manifests;
        this.repository = repository;
    }

    @Override
    public String type() {
        return "export";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        ExportCommand wish = command.getExport();
        if (!wish.getFormat().equals(FORMAT)) {
            return Optional.of(new Refusal(Reason.INVALID, "format must be " + FORMAT + ", was " + wish.getFormat()));
        }
        return wish.getFile() != null && !Path.of(wish.getFile()).isAbsolute()
                ? Optional.of(new Refusal(
                        Reason.INVALID, "file must be an absolute path at the service, was " + wish.getFile()))
                : Optional.empty();
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        ExportCommand wish = command.getExport();
        String file = wish.getFile();
        try {
            Manifest manifest = manifests.find(command.getDatabase(), wish.getBackupId());
            if (!manifest.type().equals("full") && !manifest.type().equals("table")) {
                throw new OperationFailed(
                        Reason.INVALID,
                        "backup " + manifest.id() + " holds " + manifest.type() + " only",
                        "export a full or table backup");
            }
            if (file == null) {
                String path = manifest.database() + "/exports/" + manifest.id() + "." + FORMAT;
                return done(manifest, repository.location() + "/" + path, write(repository, path, manifest, run));
            }
            Path target = Path.of(file);
            Path folder = Optional.ofNullable(target.getParent()).orElse(target);
            var beside = new DiskRepository(folder);
            return done(manifest, file, write(beside, String.valueOf(target.getFileName()), manifest, run));
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
    }

    private long write(Repository into, String path, Manifest manifest, OperationRun run) throws IOException {
        try (var file = into.create(path);
                var compression = new BlockCompression(
                        Codec.parse("gzip:6"), Runtime.getRuntime().availableProcessors());
                var counted = new Counted(file);
                var out = compression.open(counted)) {
            new WritePlainSql(repository, manifest).write(out, run);
            out.close();
            file.commit();
            return counted.bytes();
        }
    }

    private static Outcome done(Manifest manifest, String file, long bytes) {
        return new Outcome(
                "backup " + manifest.id() + " written to " + file,
                Map.of("backupId", manifest.id(), "file", file, "bytes", String.valueOf(bytes)));
    }
}

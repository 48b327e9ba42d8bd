package io.chronoops.endtoend.bench;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A full backup by backup-service. */
final class OurBackup implements Side {
    private final OurService service;
    private final String codec;
    private final int jobs;
    private OurService.@Nullable Done done;

    OurBackup(OurService service, String codec, int jobs) {
        this.service = service;
        this.codec = codec;
        this.jobs = jobs;
    }

    /** Takes one that is not measured; its id. */
    static String take(OurService service, String codec, int jobs, List<String> tables) throws IOException {
        return id(service.succeeded(command -> command.setBackup(wish(codec, jobs, tables))));
    }

    private static BackupCommand wish(String codec, int jobs, List<String> tables) {
        return BackupCommand.newBuilder()
                .setType(BackupType.FULL)
                .setCodec(codec)
                .setJobs(jobs)
                .setTables(tables)
                .build();
    }

    private static String id(OurService.Done done) {
        return Objects.requireNonNull(done.succeeded().getDetails().get("backupId"));
    }

    @Override
    public String name() {
        return "chronoops backup --codec " + codec + " --jobs " + jobs;
    }

    @Override
    public void act() throws IOException {
        done = service.succeeded(command -> command.setBackup(wish(codec, jobs, List.of())));
    }

    @Override
    public double ownSeconds() {
        return service.ownSeconds(Objects.requireNonNull(done));
    }

    @Override
    public long bytes() throws IOException {
        return Client.bytes(service.backup(id(Objects.requireNonNull(done))));
    }

    @Override
    public void clear() {
        Folders.delete(service.backup(id(Objects.requireNonNull(done))));
    }
}

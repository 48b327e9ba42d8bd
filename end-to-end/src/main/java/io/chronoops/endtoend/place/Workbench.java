package io.chronoops.endtoend.place;

import io.chronoops.stack.Part;
import io.chronoops.stack.Progress;
import io.chronoops.stack.Stack;
import io.chronoops.stack.StackOptions;
import io.chronoops.stack.Tuning;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.Identity;
import io.chronoops.stack.process.StackProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A stack of its own for measuring, set up as a server that matters; its operated server may be kept between runs. */
public final class Workbench implements AutoCloseable {
    /** What differs from a small stack, for us and for the peers alike; the service runs as its image runs it. */
    public static final Tuning TUNING = new Tuning(
            List.of(
                    "shared_buffers=512MB",
                    "max_wal_size=4GB",
                    "maintenance_work_mem=256MB",
                    "checkpoint_timeout=15min"),
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=4"));

    private static final String OWNER = "owner";
    /** All but the operated server and the passwords of its roles: made anew by each run. */
    private static final List<String> ANEW =
            List.of("control", "broker", "registry", "services", "state", "parts", "logs", "repository", "bench");

    private final Path folder;
    private final boolean kept;
    private final Stack stack;
    private boolean closed;

    private Workbench(Path folder, boolean kept) {
        Ports ports = Ports.free();
        ports.write(folder.resolve("ports"));
        this.folder = folder;
        this.kept = kept;
        this.stack = new Stack(new StackOptions(folder, ports, true, TUNING));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close)); // Ctrl-C
    }

    /** In a new folder that goes with it. */
    public static Workbench temporary() {
        DemoFolders.sweep();
        return new Workbench(DemoFolders.make(), false);
    }

    /** In this folder, whose operated server stays for the next time. */
    public static Workbench in(Path folder) {
        Folders.makeOpen(folder);
        refuseIfUsed(folder);
        Ports.read(folder.resolve("ports"))
                .ifPresent(former -> new Stack(new StackOptions(folder, former, true, TUNING)).kill());
        for (String name : ANEW) Folders.delete(folder.resolve(name));
        Identity.of(ProcessHandle.current().pid()).ifPresent(self -> Folders.write(folder.resolve(OWNER), self.text()));
        return new Workbench(folder, true);
    }

    private static void refuseIfUsed(Path folder) {
        Path owner = folder.resolve(OWNER);
        if (!Files.exists(owner)) return;
        try {
            Identity.parse(Files.readString(owner)).running().ifPresent(other -> {
                throw new StackProblem("process " + other.pid() + " works in " + folder
                        + ": wait for it, or use another folder with --data");
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + owner, e);
        }
    }

    /** Brings up all but the services. */
    public void start() {
        stack.start(Progress.SILENT);
    }

    /** Brings backup-service up; its process. */
    public long startBackupService() {
        Part part = stack.service("backup-service");
        part.start();
        return part.pid().orElseThrow();
    }

    public Stack stack() {
        return stack;
    }

    /** The process of the operated server, whose children are its sessions. */
    public long operatedProcess() {
        return stack.parts().stream()
                .filter(part -> part.name().equals("operated"))
                .findFirst()
                .orElseThrow()
                .pid()
                .orElseThrow();
    }

    /** backup-service's REST, with the rights of an administrator. */
    public Service backupService() {
        return new Service("http://127.0.0.1:" + stack.servicePort("backup-service"), stack.token("admin"));
    }

    /** Where what is measured may write: the same filesystem for all. */
    public Path outputs() {
        return Folders.make(folder.resolve("bench"));
    }

    /** The operated server's own files. */
    public Path operatedFiles() {
        return folder.resolve("operated").resolve("data");
    }

    /** Where backups of a database are. */
    public Path backups(String database) {
        return folder.resolve("repository").resolve(database).resolve("backups");
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            stack.close();
        } finally {
            stack.kill(); // what nobody noted
            if (kept) for (String name : ANEW) Folders.delete(folder.resolve(name));
            Folders.delete(kept ? folder.resolve(OWNER) : folder);
        }
    }
}

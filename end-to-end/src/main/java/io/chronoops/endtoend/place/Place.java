package io.chronoops.endtoend.place;

import io.chronoops.stack.Stack;
import io.chronoops.stack.StackOptions;
import io.chronoops.stack.data.Context;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.process.Folders;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A stack of its own for one demo; everything of it is gone afterwards, unless it is to be kept. */
public final class Place implements AutoCloseable {
    /** The configured name of the database. */
    public static final String DATABASE = "chrono-scraper";

    private static final int PATIENCE = 60;

    private final Path folder;
    private final Stack stack;
    private final boolean kept;
    private final OnCall onCall = new OnCall();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean ending;

    private Place(Path folder, Ports ports, boolean kept) {
        this.folder = folder;
        this.kept = kept;
        this.stack = new Stack(new StackOptions(folder, ports, true));
    }

    /** In a new folder, on free ports. What a killed demo left is swept first. */
    public static Place temporary(boolean kept) {
        DemoFolders.sweep();
        Path folder = DemoFolders.make();
        Ports ports = Ports.free();
        ports.write(folder.resolve("ports"));
        return new Place(folder, ports, kept);
    }

    /** On Ctrl-C the one who runs the demo is interrupted and cleans up; the process ends when that is done. */
    public void endWithThisProcess() {
        Thread runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending = true;
            runner.interrupt();
            try {
                if (!closed.await(PATIENCE, TimeUnit.SECONDS)) close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Whether somebody pressed Ctrl-C. */
    public boolean isEnding() {
        return ending;
    }

    public Stack stack() {
        return stack;
    }

    public OnCall onCall() {
        return onCall;
    }

    public Path folder() {
        return folder;
    }

    public boolean isKept() {
        return kept;
    }

    /** A service's REST, with the rights of an administrator. */
    public Service service(String name) {
        return new Service("http://127.0.0.1:" + stack.servicePort(name), stack.token("admin"));
    }

    /** What differs from production: shorter delays. Each service reads it from the folder in which it runs. */
    public void configureServices() {
        onCall.writeSecrets(stack.secretsDir());
        ShortDelays.of(onCall.url()).forEach((service, properties) -> {
            Path config =
                    Folders.make(folder.resolve("services").resolve(service).resolve("config"));
            Folders.write(config.resolve("application.properties"), properties);
        });
        var context = new Context(
                "demo",
                Map.of(
                        "backup", service("backup-service").url(),
                        "monitor", service("monitor-service").url(),
                        "migration", service("migration-service").url(),
                        "router", service("alert-router").url()),
                stack.token("admin"));
        Folders.writeSecret(folder.resolve(Context.FILE), context.json());
    }

    /** Ends every process and deletes the folder; a kept one loses its owner instead. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // cleaning up waits for processes to end
        try {
            if (kept && !ending) {
                DemoFolders.disown(folder);
                return;
            }
            try {
                stack.close();
            } finally {
                stack.kill(); // what nobody noted
                Folders.delete(folder);
            }
        } finally {
            onCall.close();
            closed.countDown();
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}

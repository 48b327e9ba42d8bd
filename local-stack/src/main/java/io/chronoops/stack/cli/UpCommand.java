package io.chronoops.stack.cli;

import io.chronoops.stack.Part;
import io.chronoops.stack.Stack;
import io.chronoops.stack.StackOptions;
import io.chronoops.stack.data.Context;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.process.Folders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the stack and the services up; what runs already stays, what is half dead is cleaned up. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Brings up two PostgreSQL, Kafka, the registry and the services, on 127.0.0.1 only.",
        footer = {"", "Example:", "  chronoops up --data /var/tmp/chronoops --free-ports"})
final class UpCommand implements Callable<Integer> {
    private static final String DATABASE = "chrono_scraper";

    @Mixin
    private Where where = new Where();

    @Option(names = "--free-ports", description = "Take ports that nobody has instead of the fixed ones.")
    private boolean freePorts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Path folder = where.folderForUp();
        Folders.makeOpen(folder);
        try (var _ = OneAtATime.in(folder)) {
            Ports ports = ports(folder);
            var stack = new Stack(new StackOptions(folder, ports, true));
            stack.makeRoom();
            ports.write(folder.resolve("ports"));
            Where.folders().remember(folder);
            bringUp(stack);
        }
        out().printf(
                        Locale.ROOT,
                        "up in %.1f s; data in %s%n",
                        seconds(Duration.ofNanos(System.nanoTime() - began)),
                        folder);
        return 0;
    }

    private void bringUp(Stack stack) {
        stack.start(this::tell);
        stack.operated().createDatabase(DATABASE);
        stack.startServices(this::tell);
        stack.parts().stream().filter(part -> !part.isRunning()).forEach(part -> out().printf(
                        "%-18s not built: ./mvnw -q -DskipTests package%n", part.name()));
        writeContext(stack);
    }

    /** A stack that runs keeps its ports. */
    private Ports ports(Path folder) {
        return where.stack(folder)
                .filter(Where::runs)
                .flatMap(_ -> Ports.read(folder.resolve("ports")))
                .orElseGet(() -> freePorts ? Ports.free() : Ports.fixed());
    }

    private void writeContext(Stack stack) {
        var context = new Context(
                "local",
                Map.of(
                        "backup", url(stack, "backup-service"),
                        "monitor", url(stack, "monitor-service"),
                        "migration", url(stack, "migration-service"),
                        "router", url(stack, "alert-router")),
                stack.token("admin"));
        Folders.writeSecret(stack.data().resolve(Context.FILE), context.json());
    }

    private static String url(Stack stack, String service) {
        return "http://127.0.0.1:" + stack.servicePort(service);
    }

    private synchronized void tell(Part part, Duration took) {
        out().printf(Locale.ROOT, "%-18s 127.0.0.1:%-6d %5.1f s%n", part.name(), part.port(), seconds(took));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

package io.chronoops.stack.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One part as a process of its own. It outlives us, is found again by its note, and ends when told. */
public final class Daemon {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Duration HALF_DEAD = Duration.ofSeconds(10);

    private final Spec spec;
    private final PartsFile parts;

    /**
     * What a part is.
     *
     * @param mark an argument of its command line that no other process has
     * @param ready whether it answers
     */
    public record Spec(
            String name,
            String mark,
            Supplier<Launch> launch,
            BooleanSupplier ready,
            Signals stop,
            Duration startWithin) {}

    public Daemon(Spec spec, PartsFile parts) {
        this.spec = spec;
        this.parts = parts;
    }

    public String name() {
        return spec.name();
    }

    /** Starts it and waits until it answers; one that runs already is left alone. */
    public void start() {
        clear();
        if (isRunning()) return;
        Launch launch = spec.launch().get();
        Process process = launch.start();
        Identity.of(process.toHandle()).ifPresent(identity -> parts.write(spec.name(), identity));
        Waiting.until(() -> !process.isAlive() || isReady(), spec.startWithin());
        if (!process.isAlive()) {
            parts.delete(spec.name());
            throw new StackProblem(spec.name() + " ended at its start; " + LogTail.of(launch.log()));
        }
        if (!isReady()) {
            throw new StackProblem(spec.name() + " did not answer within "
                    + spec.startWithin().toSeconds() + " s; " + LogTail.of(launch.log()));
        }
    }

    /** Ends what a former stack left half dead or forgotten: it must not hold the port or the files. */
    public void clear() {
        if (Waiting.until(() -> !isRunning() || isReady(), HALF_DEAD) && isRunning()) return;
        kill();
    }

    /** Ends it in good order, or at once where it does not end in time. */
    public void stop() {
        running().ifPresent(process -> {
            List<ProcessHandle> tree = tree(process);
            spec.stop().send(process);
            if (!Waiting.until(() -> !Identity.runs(process), GRACE)) end(tree);
        });
        parts.delete(spec.name());
    }

    /** kill -9, it and its children, as when the machine fails. */
    public void kill() {
        running().ifPresent(process -> end(tree(process)));
        end(Leftovers.of(spec.mark()).toList());
        parts.delete(spec.name());
    }

    public boolean isRunning() {
        return running().isPresent();
    }

    /** Whether it answers. */
    public boolean isReady() {
        return spec.ready().getAsBoolean();
    }

    /** The running process. */
    public Optional<ProcessHandle> running() {
        return parts.read(spec.name()).flatMap(Identity::running);
    }

    private static List<ProcessHandle> tree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static void end(List<ProcessHandle> tree) {
        var left = new ArrayList<>(tree);
        left.forEach(ProcessHandle::destroyForcibly);
        Waiting.until(() -> left.stream().noneMatch(Identity::runs), AT_ONCE);
    }
}

package io.chronoops.endtoend.faults;

import io.chronoops.stack.Part;
import io.chronoops.stack.process.StackProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One fault.
 *
 * @param after pause before it, so that it comes at any moment of the work
 * @param down how long the part is away, or held up
 * @param stop held up by SIGSTOP and let go by SIGCONT; else kill -9 and started again
 */
record Fault(Target target, boolean stop, Duration after, Duration down) {
    private static final int LONGEST_AFTER = 6_000;
    private static final int LONGEST_DOWN = 8_000;
    private static final int ONE_IN = 3;
    private static final int PATIENCE = 300;
    private static final Duration SECOND = Duration.ofSeconds(1);

    static Fault any(Random random) {
        Target[] targets = Target.values();
        return new Fault(
                targets[random.nextInt(targets.length)],
                random.nextInt(ONE_IN) == 0,
                Duration.ofMillis(random.nextInt(LONGEST_AFTER)),
                Duration.ofMillis(random.nextInt(LONGEST_DOWN)));
    }

    void strike(Part part) throws InterruptedException, IOException {
        Thread.sleep(after);
        if (stop) {
            List<ProcessHandle> held = tree(part);
            signal("STOP", held);
            Thread.sleep(down);
            signal("CONT", held.reversed());
        } else {
            part.kill();
            Thread.sleep(down);
            start(part);
        }
    }

    /** On a busy machine a start may take longer than a part is given: then it is waited for. */
    static void start(Part part) throws InterruptedException {
        try {
            part.start();
        } catch (StackProblem slow) {
            for (int i = 0; i < PATIENCE && part.isRunning() && !part.isReady(); i++) Thread.sleep(SECOND);
            if (!part.isReady()) throw slow;
        }
    }

    private static List<ProcessHandle> tree(Part part) {
        return part.pid().stream()
                .boxed()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    @Override
    public String toString() {
        return (stop ? "SIGSTOP" : "kill -9") + " of " + target + " for " + down.toMillis() + " ms, " + after.toMillis()
                + " ms after the one before";
    }
}

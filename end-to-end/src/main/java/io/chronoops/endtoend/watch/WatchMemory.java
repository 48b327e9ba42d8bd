package io.chronoops.endtoend.watch;

import io.chronoops.stack.Part;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Each second: the sum of the peak resident memory (VmHWM) of all processes of the stack and of this one. An upper bound:
 * what PostgreSQL's sessions share is counted in each of them.
 */
public final class WatchMemory implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long KILOBYTE = 1024;

    private final Stack stack;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long peak;

    public WatchMemory(Stack stack) {
        this.stack = stack;
        this.thread = Thread.ofPlatform().daemon().name("memory").start(this::watch);
    }

    private void watch() {
        while (running) {
            long sum = processes().mapToLong(WatchMemory::residentPeak).sum();
            if (sum > peak) peak = sum;
            LockSupport.parkNanos(SECOND.toNanos());
        }
    }

    private Stream<ProcessHandle> processes() {
        Stream<ProcessHandle> parts = stack.parts().stream()
                .map(Part::pid)
                .flatMapToLong(OptionalLong::stream)
                .boxed()
                .flatMap(pid -> ProcessHandle.of(pid).stream());
        return Stream.concat(
                Stream.of(ProcessHandle.current()),
                parts.flatMap(process -> Stream.concat(Stream.of(process), process.descendants())));
    }

    private static long residentPeak(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * KILOBYTE;
        } catch (IOException e) {
            return 0; // ended meanwhile
        }
    }

    /** The highest sum seen, in bytes. */
    public long peak() {
        return peak;
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }
}

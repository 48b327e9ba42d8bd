package io.chronoops.endtoend.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor seconds of processes, from the kernel's own book (Linux; 0 elsewhere). */
final class ProcessorTime {
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private ProcessorTime() {}

    /** Of this process alone. */
    static double of(long pid) {
        return sum(pid, USER, SYSTEM);
    }

    /** Of a process and all its children, those that run and those that ended. */
    static double ofTree(long pid) {
        return Stream.concat(Stream.of(pid), pids(pid))
                .mapToDouble(each -> sum(each, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM))
                .sum();
    }

    /** Of children of this JVM that ended. */
    static double ofEndedChildren() {
        return sum(ProcessHandle.current().pid(), CHILDREN_USER, CHILDREN_SYSTEM);
    }

    /** How many children a process has now. */
    static long children(long pid) {
        return pids(pid).count();
    }

    private static Stream<Long> pids(long parent) {
        return ProcessHandle.of(parent).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
    }

    private static double sum(long pid, int... fields) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] values = line.substring(line.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int field : fields) ticks += Double.parseDouble(values[field]);
            return ticks / TICKS;
        } catch (IOException e) {
            return 0; // ended meanwhile
        }
    }
}

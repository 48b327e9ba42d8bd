package io.chronoops.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A process, told apart from a later one that got the same pid: pid, and the moment it began in the kernel's own ticks. */
public record Identity(long pid, String began) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int THREADS_AFTER_NAME = 17;
    private static final int TICKS_AFTER_NAME = 19;

    /** The process that has this pid now, or none. */
    public static Optional<Identity> of(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).flatMap(Identity::of);
    }

    static Optional<Identity> of(ProcessHandle process) {
        return ticks(process.pid())
                .or(() -> process.info().startInstant().map(Object::toString))
                .map(began -> new Identity(process.pid(), began));
    }

    /** As kept in a state file. */
    public static Identity parse(String text) {
        int at = text.indexOf(' ');
        if (at < 0) throw new IllegalArgumentException("not a process identity: " + text);
        return new Identity(Long.parseLong(text.substring(0, at)), text.substring(at + 1));
    }

    /** The running process that this is, or none where it ended and where another has its pid. */
    public Optional<ProcessHandle> running() {
        return of(pid).filter(this::equals).flatMap(_ -> ProcessHandle.of(pid)).filter(Identity::runs);
    }

    /**
     * Whether it still runs. One that ended and that its parent has not buried does not, unless others of its threads are
     * still there: they hold its ports.
     */
    static boolean runs(ProcessHandle process) {
        return process.isAlive()
                && !stat(process.pid()).map(Identity::isBuriable).orElse(false);
    }

    private static boolean isBuriable(String[] fields) {
        return fields[0].equals("Z") && Integer.parseInt(fields[THREADS_AFTER_NAME]) <= 1;
    }

    /** One line for a state file. */
    public String text() {
        return pid + " " + began;
    }

    private static Optional<String> ticks(long pid) {
        return stat(pid).flatMap(fields -> boot().map(boot -> boot + "/" + fields[TICKS_AFTER_NAME]));
    }

    /** The fields of /proc/pid/stat after the name, which may itself hold blanks and brackets. */
    private static Optional<String[]> stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> boot() {
        try {
            return Optional.of(Files.readString(BOOT).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

package io.chronoops.stack;

import io.chronoops.stack.process.Folders;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The one stack that the tests of a JVM share. */
final class SharedStack {
    private static final Duration HOOKS_START = Duration.ofMillis(50);
    private static final Duration SPRING_ENDS = Duration.ofSeconds(20);

    private SharedStack() {}

    static Stack get() {
        return Holder.STACK;
    }

    private static Stack start() {
        StackKind.chosen();
        TemporaryStacks.sweep();
        var stack = new Stack(StackOptions.forTest(TemporaryStacks.folder()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            awaitSpring();
            stack.close();
            Folders.delete(stack.data());
        }));
        stack.start(Progress.SILENT);
        return stack;
    }

    /** Contexts of Spring end by a hook of their own, at the same time; they end quickly while the broker is there. */
    private static void awaitSpring() {
        LockSupport.parkNanos(HOOKS_START.toNanos());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().endsWith("ShutdownHook")) continue;
            try {
                thread.join(SPRING_ENDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Holder {
        static final Stack STACK = start();
    }
}

package io.chronoops.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs several things at once and waits for all, also where one fails. */
final class Parallel {
    private Parallel() {}

    /** The first failure is thrown, the others ride on it. */
    static void run(Runnable... tasks) {
        var failures = new ArrayList<RuntimeException>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable task : tasks) running.add(threads.submit(task));
            for (Future<?> one : running) await(one, failures);
        }
        if (failures.isEmpty()) return;
        RuntimeException first = failures.removeFirst();
        failures.forEach(first::addSuppressed);
        throw first;
    }

    private static void await(Future<?> task, List<RuntimeException> failures) {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) failures.add(failure);
            else failures.add(new IllegalStateException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(new IllegalStateException("interrupted", e));
        }
    }
}

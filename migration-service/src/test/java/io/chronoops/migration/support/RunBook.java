package io.chronoops.migration.support;

import io.chronoops.kit.operation.OperationRun;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A run that writes down what it is told and stops at a word. */
public final class RunBook implements OperationRun {
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final Predicate<String> stopAt;

    /** One that nobody stops. */
    public RunBook() {
        this(_ -> false);
    }

    /** One that is cancelled as soon as it tells such a step. */
    public RunBook(Predicate<String> stopAt) {
        this.stopAt = stopAt;
    }

    /** All steps told, in their order. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    @Override
    public String operationId() {
        return "an-operation";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void progress(String step, long done, long total, String unit) {
        steps.add(step);
    }

    @Override
    public void stopIfCancelled() {
        if (steps.stream().anyMatch(stopAt)) {
            throw new Stopped();
        }
    }

    @Override
    public boolean isNewest() {
        return true;
    }

    /** It was cancelled. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

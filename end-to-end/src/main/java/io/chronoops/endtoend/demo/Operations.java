package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Place;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Succeeded;
import java.time.Duration;
import java.util.function.Consumer;

/** Commands whose success the next step needs. */
final class Operations {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Operations() {}

    /** Has the other team's service publish a command on Kafka; the operation's id. */
    static String publish(Scene scene, Consumer<MaintenanceCommand.Builder> what) {
        return scene.publisher().publish(Place.DATABASE, what);
    }

    /** Waits for the operation's success, as Kafka tells it. */
    static Succeeded succeeded(Scene scene, String operation) {
        OperationEvent end = scene.publisher().terminal(operation, LONGEST);
        Succeeded success = end.getSucceeded();
        if (success == null) throw new StepFailed(end.getCommandType() + " " + why(end));
        return success;
    }

    /** Both. */
    static Succeeded succeeded(Scene scene, Consumer<MaintenanceCommand.Builder> what) {
        return succeeded(scene, publish(scene, what));
    }

    private static String why(OperationEvent end) {
        if (end.getFailed() != null) {
            return "failed: " + end.getFailed().getMessage() + " ("
                    + end.getFailed().getMend() + ")";
        }
        if (end.getRejected() != null)
            return "was rejected: " + end.getRejected().getMessage();
        return "was cancelled";
    }
}

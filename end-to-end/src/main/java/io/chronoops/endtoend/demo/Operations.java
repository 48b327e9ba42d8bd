package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.foreign.Publisher;
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

    /** Has the other team's service publish a command on Kafka, and waits for its success there. */
    static Succeeded succeeded(Scene scene, Consumer<MaintenanceCommand.Builder> what) {
        Publisher publisher = scene.publisher();
        OperationEvent end = publisher.terminal(publisher.publish(Place.DATABASE, what), LONGEST);
        Succeeded success = end.getSucceeded();
        if (success == null) throw new StepFailed(end.getCommandType() + " " + why(end));
        return success;
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

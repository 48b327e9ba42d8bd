package io.chronoops.kit.operation;

import io.chronoops.ops.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one operation to its one terminal event. */
final class RunOperation {
    private static final Logger LOG = LoggerFactory.getLogger(RunOperation.class);

    private final Operations operations;
    private final Map<String, CommandHandler> handlers;
    private final int maxAttempts;

    RunOperation(Operations operations, List<CommandHandler> handlers, OperationProperties properties) {
        this.operations = operations;
        this.maxAttempts = properties.maxAttempts();
        this.handlers = handlers.stream().collect(Collectors.toMap(CommandHandler::type, Function.identity()));
    }

    void run(String id) {
        operations.start(id, maxAttempts).ifPresent(run -> {
            if (run.fence() <= maxAttempts) {
                run(run);
            } else {
                giveUp(run);
            }
        });
    }

    /** Clears up once only: clearing up might be what kills the service. */
    private void giveUp(Operations.Run run) {
        if (run.fence() == maxAttempts + 1L) {
            clear(run);
        }
        end(run, Unexpected.gaveUp(maxAttempts));
    }

    private void clear(Operations.Run run) {
        CommandHandler handler = handlers.get(run.type());
        var tracked = new TrackedRun(operations, run);
        if (handler == null || !tracked.isNewest()) {
            return;
        }
        try {
            handler.clear(run.command(), tracked);
        } catch (Exception e) { // it ends all the same
            LOG.atWarn()
                    .addKeyValue("operation", run.id())
                    .setCause(e)
                    .log("what earlier runs of an operation left could not be removed");
        }
    }

    private void run(Operations.Run run) {
        LOG.atInfo()
                .addKeyValue("operation", run.id())
                .addKeyValue("type", run.type())
                .addKeyValue("database", run.database())
                .addKeyValue("attempt", run.fence())
                .log("operation started");
        var tracked = new TrackedRun(operations, run);
        try {
            if (run.fence() == 1) { // else the handler has something to put in order first
                tracked.stopIfCancelled();
            }
            CommandHandler handler = handlers.get(run.type());
            if (handler == null) {
                throw new OperationFailed(
                        Reason.UNKNOWN_TYPE,
                        "no handler for " + run.type(),
                        "upgrade this service and send the command again");
            }
            Outcome outcome = handler.run(run.command(), tracked);
            operations.succeed(run, outcome);
            LOG.atInfo()
                    .addKeyValue("operation", run.id())
                    .addKeyValue("summary", outcome.summary())
                    .log("operation succeeded");
        } catch (OperationStopped stopped) {
            stopped(run, stopped);
        } catch (OperationFailed failure) {
            failed(run, failure);
        } catch (Exception unexpected) { // the outermost loop: whatever it is, the operation ends with it as its reason
            failed(run, Unexpected.failure(unexpected));
        } catch (OutOfMemoryError error) { // where the JVM lives on: this operation was too large for it, no other one
            failed(run, Unexpected.failure(error));
        }
    }

    private void stopped(Operations.Run run, OperationStopped stopped) {
        if (stopped.wasOvertaken()) {
            LOG.atWarn().addKeyValue("operation", run.id()).log("operation goes on in another run, this one stops");
            return;
        }
        if (run.fence() > 1) {
            clear(run);
        }
        String by = String.valueOf(stopped.getMessage());
        operations.cancelled(run, by);
        LOG.atInfo().addKeyValue("operation", run.id()).addKeyValue("by", by).log("operation cancelled");
    }

    private void failed(Operations.Run run, OperationFailed failure) {
        // whatever an interrupt looks like where it arrives
        if (failure.reason() == Reason.INTERRUPTED || Thread.currentThread().isInterrupted()) {
            LOG.atInfo().addKeyValue("operation", run.id()).log("operation interrupted, goes on with the next start");
            throw failure; // its job is not done
        }
        if (run.fence() > 1) {
            clear(run);
        }
        end(run, failure);
    }

    private void end(Operations.Run run, OperationFailed failure) {
        LOG.atError()
                .addKeyValue("operation", run.id())
                .addKeyValue("reason", failure.reason())
                .setCause(failure)
                .log("operation failed");
        try {
            operations.fail(run, failure);
        } catch (OperationStopped stopped) {
            stopped(run, stopped);
        }
    }
}

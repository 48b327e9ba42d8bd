package io.chronoops.kit.operation;

import io.chronoops.ops.MaintenanceCommand;
import java.util.Optional;

/** Does one type of command. Who adds a command adds one of these. */
public interface CommandHandler {
    /** The command's field name in MaintenanceCommand. */
    String type();

    /** Says at once why this command can never be done; empty: it may be tried. No I/O. */
    default Optional<Refusal> check(MaintenanceCommand command) {
        return Optional.empty();
    }

    /**
     * Does it. Called again with a higher attempt after this process died in the middle: ask the state, not the id.
     *
     * @throws OperationFailed for every failure that can be expected
     */
    Outcome run(MaintenanceCommand command, OperationRun run) throws Exception;

    /**
     * Removes what runs of an operation left that died, or were stopped; called before one ends otherwise than in success that
     * was run more than once.
     */
    default void clear(MaintenanceCommand command, OperationRun run) throws Exception {}
}

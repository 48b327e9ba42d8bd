package io.chronoops.migration.run;

import io.chronoops.migration.step.Act;

/** Does acts on the operated server. */
public interface Performer {
    /**
     * Does one act to its end.
     *
     * @param step the step's name, for progress and messages
     * @throws io.chronoops.kit.operation.OperationFailed where it cannot be done
     * @throws ConnectionLost where the server went away: look again after connecting anew
     */
    void perform(String step, Act act) throws InterruptedException;
}

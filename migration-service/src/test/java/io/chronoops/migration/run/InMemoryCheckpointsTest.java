package io.chronoops.migration.run;

import io.chronoops.migration.support.InMemoryCheckpoints;

class InMemoryCheckpointsTest implements CheckpointsContract {
    private final Checkpoints checkpoints = new InMemoryCheckpoints();

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }
}

package io.chronoops.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.migration.run.Checkpoints.Checkpoint;
import io.chronoops.migration.run.Checkpoints.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of checkpoints does. */
public interface CheckpointsContract {
    Checkpoints checkpoints();

    Place PLACE = new Place("shop", "plan", "assign", "server/1/100");

    @Test
    default void finds_a_checkpoint_as_last_saved() {
        var checkpoints = checkpoints();
        checkpoints.save(PLACE, new Checkpoint(List.of("5", "it's"), 5, null));
        checkpoints.save(PLACE, new Checkpoint(List.of("9", "x"), 9, null));

        assertThat(checkpoints.find(PLACE)).contains(new Checkpoint(List.of("9", "x"), 9, null));
    }

    @Test
    default void remembers_before_which_transaction_all_is_settled() {
        var checkpoints = checkpoints();
        checkpoints.save(PLACE, new Checkpoint(List.of(), 0, 4_300_000_000L));

        assertThat(checkpoints.find(PLACE)).contains(new Checkpoint(List.of(), 0, 4_300_000_000L));
    }

    @Test
    default void knows_nothing_of_a_restored_table() {
        var checkpoints = checkpoints();
        checkpoints.save(PLACE, Checkpoint.start());

        assertThat(checkpoints.find(new Place("shop", "plan", "assign", "server/1/200")))
                .isEmpty();
    }

    @Test
    default void forgets_all_of_a_plan_at_a_database_and_nothing_else() {
        var checkpoints = checkpoints();
        var other = new Place("other", "plan", "assign", "server/2/100");
        checkpoints.save(PLACE, Checkpoint.start());
        checkpoints.save(other, Checkpoint.start());

        checkpoints.forget("shop", "plan");

        assertThat(checkpoints.find(PLACE)).isEmpty();
        assertThat(checkpoints.find(other)).isPresent();
    }
}

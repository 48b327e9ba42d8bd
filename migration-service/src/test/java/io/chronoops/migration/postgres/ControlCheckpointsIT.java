package io.chronoops.migration.postgres;

import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.run.CheckpointsContract;
import io.chronoops.stack.Stack;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ControlCheckpointsIT implements CheckpointsContract {
    private final SingleConnectionDataSource control = new SingleConnectionDataSource(
            Stack.shared().control().jdbcUrl("postgres"),
            Stack.shared().control().superuser(),
            Stack.shared().control().password(Stack.shared().control().superuser()),
            true);
    private final JdbcTemplate jdbc = new JdbcTemplate(control);

    @BeforeEach
    void make() throws Exception {
        jdbc.execute("CREATE SCHEMA scratch");
        jdbc.execute("SET search_path = scratch");
        jdbc.execute(
                new ClassPathResource("db/migration/V100__migrations.sql").getContentAsString(StandardCharsets.UTF_8));
    }

    @AfterEach
    void drop() {
        jdbc.execute("DROP SCHEMA scratch CASCADE");
        control.close();
    }

    @Override
    public Checkpoints checkpoints() {
        return new ControlCheckpoints(jdbc);
    }
}

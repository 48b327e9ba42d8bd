package io.chronoops.kit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.Succeeded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvroJsonTest {
    private static final Instant AT = Instant.parse("2026-01-31T10:00:00.123456Z");

    @Test
    void what_is_written_reads_back_equal() {
        MaintenanceCommand command = MaintenanceCommand.newBuilder()
                .setId("1")
                .setAt(AT)
                .setSource("test")
                .setDatabase("shop")
                .setBackup(BackupCommand.newBuilder()
                        .setType(BackupType.FULL)
                        .setTables(List.of("pages", "a \"b\""))
                        .setRetentionDays(90)
                        .build())
                .setRestore(RestoreCommand.newBuilder()
                        .setPointInTime(AT)
                        .setBeforeXid(1L << 40)
                        .build())
                .build();
        OperationEvent event = OperationEvent.newBuilder()
                .setId("2")
                .setAt(AT)
                .setSource("test")
                .setOperationId("1")
                .setSucceeded(new Succeeded("done", Map.of("backupId", "x")))
                .build();

        assertThat(AvroJson.read(AvroJson.write(command), MaintenanceCommand.class))
                .isEqualTo(command);
        assertThat(AvroJson.read(AvroJson.write(event), OperationEvent.class)).isEqualTo(event);
    }

    @Test
    void what_is_missing_takes_its_default_and_what_does_not_fit_is_named() {
        String head = "{\"id\":\"1\",\"at\":\"2026-01-31T10:00:00Z\",\"source\":\"x\",";

        assertThat(AvroJson.read(head + "\"backup\":{}}", MaintenanceCommand.class)
                        .getBackup()
                        .getType())
                .isEqualTo(BackupType.UNKNOWN);
        assertThatThrownBy(() -> AvroJson.read("{}", MaintenanceCommand.class)).hasMessage("id is missing");
        assertThatThrownBy(() -> AvroJson.read(head + "\"bakup\":{}}", MaintenanceCommand.class))
                .hasMessageStartingWith("bakup is not a field of MaintenanceCommand");
        assertThatThrownBy(() -> AvroJson.read(head + "\"backup\":{\"type\":\"HALF\"}}", MaintenanceCommand.class))
                .hasMessageStartingWith("backup.type = HALF is none of");
        assertThatThrownBy(() ->
                        AvroJson.read(head + "\"restore\":{\"pointInTime\":\"yesterday\"}}", MaintenanceCommand.class))
                .hasMessageContaining("restore.pointInTime = \"yesterday\" is not a time like");
    }
}

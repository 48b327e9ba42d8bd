package io.chronoops.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.restore.PlannedTable.Loaded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectRowsTest {
    private static final byte[] ROWS = "1\ta\\tb\t\\N\n2\t\\\\.\tzwölf 🙂\n30\t\tx\n".getBytes(StandardCharsets.UTF_8);

    private static String projected(List<Loaded> columns, int partSize) {
        var project = new ProjectRows(columns);
        var bytes = new ByteArrayOutputStream();
        for (int from = 0; from < ROWS.length; from += partSize) {
            int length = Math.min(partSize, ROWS.length - from);
            project.take(Arrays.copyOfRange(ROWS, from, from + length), length);
            bytes.write(project.bytes(), 0, project.length());
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void columns_are_left_out_moved_and_filled_wherever_the_parts_end() {
        List<Loaded> columns =
                List.of(new Loaded.From(2), new Loaded.Always("5\t\\"), new Loaded.From(0), new Loaded.Always(null));

        for (int size = 1; size <= ROWS.length; size++) {
            assertThat(projected(columns, size))
                    .as("parts of %d bytes", size)
                    .isEqualTo("\\N\t5\\t\\\\\t1\t\\N\nzwölf 🙂\t5\\t\\\\\t2\t\\N\nx\t5\\t\\\\\t30\t\\N\n");
        }
    }
}

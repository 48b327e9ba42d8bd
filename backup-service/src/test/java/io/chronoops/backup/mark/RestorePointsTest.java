package io.chronoops.backup.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.RestorePoint;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointsTest {
    private Repository repository = new DiskRepository(Path.of("unset"));

    @BeforeEach
    void repository(@TempDir Path folder) {
        repository = new DiskRepository(folder);
    }

    private RestorePoints points() {
        return new RestorePoints(new Segments(repository));
    }

    private void segment(long lsn, @Nullable List<RestorePoint> marks) throws IOException {
        Instant at = Instant.ofEpochSecond(lsn);
        String file = Layout.segments("shop") + "/" + String.format(Locale.ROOT, "%016x", lsn);
        Json.put(
                repository,
                file + ".json",
                new Segment(
                        file + ".avro",
                        1,
                        lsn - 10,
                        lsn,
                        at,
                        1,
                        9,
                        1,
                        1,
                        1,
                        "",
                        "",
                        0,
                        at,
                        null,
                        List.of(),
                        Map.of(),
                        null,
                        marks,
                        null,
                        null,
                        Set.of()));
    }

    private static RestorePoint point(String name, String operation, long lsn) {
        return new RestorePoint(name, operation, "", lsn, lsn, Instant.ofEpochSecond(lsn));
    }

    @Test
    void of_two_with_one_name_the_first_in_the_log_counts() throws IOException {
        segment(10, null);
        segment(20, List.of(point("a", "one", 15), point("b", "two", 16)));
        segment(30, List.of(point("a", "three", 25)));

        assertThat(points().of("shop")).extracting(RestorePoint::operation).containsExactly("one", "two");
        assertThat(points().named("shop", "a").lsn()).isEqualTo(15);
    }

    @Test
    void an_unknown_name_lists_the_nearest_ones_and_says_from_where_on_the_log_is() throws IOException {
        segment(30, List.of(point("before-release", "1", 21), point("Nightly-2", "2", 22), point("x", "3", 23)));
        segment(40, List.of(point("nightly-3", "4", 31)));

        assertThatThrownBy(() -> points().named("shop", "nightly-1"))
                .hasMessageContaining("the log of shop has no restore point nightly-1. It begins at 0/14")
                .satisfies(e ->
                        assertThat(((OperationFailed) e).mend()).startsWith("the nearest: Nightly-2, nightly-3, "));
        assertThatThrownBy(() -> points().named("other", "a")).hasMessageContaining("Nothing of it is archived");
    }
}

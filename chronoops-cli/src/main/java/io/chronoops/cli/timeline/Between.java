package io.chronoops.cli.timeline;

import io.chronoops.cli.rest.Address;
import io.chronoops.cli.restore.PointInTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From which moment to which. */
final class Between {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Committed then or later, as \"2025-08-27 10:00:00[+02]\"; without zone: local time.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Committed then or earlier.")
    private @Nullable String to;

    boolean isWhole() {
        return from != null && to != null;
    }

    Address in(Address address, ZoneId zone) {
        return address.with(
                        "from",
                        from == null ? null : PointInTime.parse(from, zone).instant())
                .with("to", to == null ? null : PointInTime.parse(to, zone).instant());
    }
}

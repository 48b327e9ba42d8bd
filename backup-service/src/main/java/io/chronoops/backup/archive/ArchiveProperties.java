package io.chronoops.backup.archive;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When a segment is sealed.
 *
 * @param sealAfter at most this long after it was opened: elsewhere than on a disk, what a loss of Kafka and the source
 *     together may cost
 * @param sealAt at this size
 * @param flushAfter at most this long after it came, a commit is durable in the segment under way, where that lies in the
 *     repository: on a disk, in clear
 * @param work folder for the segment under way elsewhere; may be lost at any time
 */
@ConfigurationProperties("chronoops.archive")
public record ArchiveProperties(
        @DefaultValue("60s") Duration sealAfter,
        @DefaultValue("64MB") DataSize sealAt,
        @DefaultValue("500ms") Duration flushAfter,
        @DefaultValue("${java.io.tmpdir}/chronoops-archive") Path work) {
    public ArchiveProperties {
        if (sealAfter.isZero() || sealAfter.isNegative()) {
            throw new IllegalArgumentException("chronoops.archive.seal-after must be above 0, was " + sealAfter);
        }
    }
}

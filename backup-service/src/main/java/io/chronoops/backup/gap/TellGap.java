package io.chronoops.backup.gap;

import io.chronoops.backup.archive.Gap;
import io.chronoops.backup.archive.Gaps;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells of a gap by an event, and commands the full backup that ends it: one each, however often the gap is seen. */
public final class TellGap implements Gaps {
    private static final Logger LOG = LoggerFactory.getLogger(TellGap.class);

    private final ToldGaps told;
    private final CommandPublisher publisher;
    private final boolean baseAfterGap;
    private final Clock clock;

    /** baseAfterGap: whether a backup is commanded. */
    public TellGap(ToldGaps told, CommandPublisher publisher, boolean baseAfterGap, Clock clock) {
        this.told = told;
        this.publisher = publisher;
        this.baseAfterGap = baseAfterGap;
        this.clock = clock;
    }

    @Override
    public void tell(Gap gap) {
        try {
            told.add(gap);
            if (baseAfterGap && !told.baseIsOnItsWay(gap.database())) {
                MaintenanceCommand command = base(gap);
                publisher.publish(command);
                LOG.atInfo()
                        .addKeyValue("database", gap.database())
                        .addKeyValue("operation", command.getId())
                        .log("a full backup is commanded: the log begins anew with it");
            }
        } catch (DataAccessException | TransactionException | CommandPublisher.NotPublished e) {
            throw new UncheckedIOException(new IOException("a gap of the log could not be told: " + e.getMessage(), e));
        }
    }

    private MaintenanceCommand base(Gap gap) {
        return MaintenanceCommand.newBuilder()
                .setId(gap.id("base after gap").toString())
                .setAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setSource("backup-service:gap")
                .setCorrelationId(gap.id("gap").toString())
                .setCauseId(gap.id("gap").toString())
                .setDatabase(gap.database())
                .setBackup(BackupCommand.newBuilder().setType(BackupType.FULL).build())
                .build();
    }
}

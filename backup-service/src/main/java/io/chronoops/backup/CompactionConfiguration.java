package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveTotals;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.compaction.CompactHandler;
import io.chronoops.backup.compaction.CompactionProperties;
import io.chronoops.backup.compaction.FoldSegments;
import io.chronoops.backup.full.BackupHandler;
import io.chronoops.backup.full.NewestBase;
import io.chronoops.backup.full.TakeDifferential;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.RestoreProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what folds the log. */
@Configuration(proxyBeanMethods = false)
class CompactionConfiguration {
    @Bean
    FoldSegments foldSegments(Repository repository, RestoreProperties restore, Clock clock) {
        return new FoldSegments(repository, restore.replayMemory().toBytes(), clock);
    }

    @Bean
    CompactHandler compactHandler(
            Repository repository,
            Manifests manifests,
            Segments segments,
            FoldSegments fold,
            CompactionProperties rules,
            Clock clock) {
        return new CompactHandler(repository, manifests, segments, fold, rules, clock);
    }

    @Bean
    BackupHandler.OfLog backupsOfLog(
            TakeIncremental incremental,
            Repository repository,
            Segments segments,
            NewestBase newestBase,
            FoldSegments fold,
            Clock clock) {
        return new BackupHandler.OfLog(
                incremental, new TakeDifferential(incremental, repository, segments, newestBase, fold, clock));
    }

    @Bean
    ArchiveTotals archiveTotals(Segments segments, Clock clock) {
        return new ArchiveTotals(segments, clock);
    }

    @Bean
    NewestBase newestBase(Backups backups, Manifests manifests) {
        return new NewestBase(backups, manifests);
    }
}

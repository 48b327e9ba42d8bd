package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.timeline.BaseRows;
import io.chronoops.backup.timeline.DiffSql;
import io.chronoops.backup.timeline.DiffTimes;
import io.chronoops.backup.timeline.FindTransactions;
import io.chronoops.backup.timeline.ReadTimeline;
import io.chronoops.backup.timeline.RowHistory;
import io.chronoops.backup.timeline.StreamChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the questions to the archive. */
@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {
    @Bean
    FindTransactions findTransactions(Repository repository) {
        return new FindTransactions(new ArchiveReader(repository));
    }

    @Bean
    DiffTimes diffTimes(Repository repository) {
        return new DiffTimes(new ArchiveReader(repository));
    }

    @Bean
    DiffSql diffSql(Repository repository) {
        return new DiffSql(new ArchiveReader(repository), new BaseRows(repository));
    }

    @Bean
    StreamChanges streamChanges(Repository repository) {
        return new StreamChanges(new ArchiveReader(repository));
    }

    @Bean
    RowHistory rowHistory(Repository repository) {
        return new RowHistory(new ReadTimeline(new ArchiveReader(repository)), new BaseRows(repository));
    }
}

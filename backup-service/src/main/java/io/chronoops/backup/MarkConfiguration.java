package io.chronoops.backup;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.mark.MarkHandler;
import io.chronoops.backup.mark.RestorePoints;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Databases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires restore points. */
@Configuration(proxyBeanMethods = false)
class MarkConfiguration {
    @Bean
    RestorePoints restorePoints(Segments segments) {
        return new RestorePoints(segments);
    }

    @Bean
    MarkHandler markHandler(
            Databases databases,
            Captures captures,
            TakeIncremental incremental,
            RestorePoints points,
            Repository repository,
            Operated operated) {
        return new MarkHandler(databases, captures, incremental, points, repository, operated);
    }
}

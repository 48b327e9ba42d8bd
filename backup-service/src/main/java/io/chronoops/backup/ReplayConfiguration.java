package io.chronoops.backup;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.replay.ReplayHandler;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.RestoreProperties;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.wire.WireSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the replay. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {
    @Bean
    ReplayHandler replayHandler(
            Databases databases,
            Repository repository,
            Segments segments,
            Operated operated,
            RestoreProperties restore,
            WireSettings wire) {
        return new ReplayHandler(databases, repository, segments, operated, restore.role(), wire);
    }
}

package io.chronoops.backup;

import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.full.BackupProperties;
import io.chronoops.backup.full.TakeBase;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.replace.Bases;
import io.chronoops.backup.replace.LetInAgain;
import io.chronoops.backup.replace.ReplaceDatabase;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.Replacement;
import io.chronoops.backup.restore.RestoreProperties;
import io.chronoops.kit.databases.Databases;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the replacing of an operated database by a restored one. */
@Configuration(proxyBeanMethods = false)
class ReplaceConfiguration {
    @Bean
    Replacement replacement(Operated operated, RestoreProperties restore, Captures captures, Bases bases) {
        return new ReplaceDatabase(operated, restore.role(), captures, bases);
    }

    @Bean
    SmartLifecycle letInAgain(Databases databases, Operated operated, RestoreProperties restore, Captures captures) {
        return new WatchOnStart(databases, new LetInAgain(operated, restore.role(), captures));
    }

    @Bean
    Bases replacementBases(
            TakeBase takeBase, Backups backups, BackupFacts facts, BackupProperties properties, Repository repository) {
        return new Bases(takeBase, backups, facts, properties, repository);
    }
}

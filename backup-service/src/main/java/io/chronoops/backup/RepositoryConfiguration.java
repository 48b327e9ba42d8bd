package io.chronoops.backup;

import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.KeyedRepository;
import io.chronoops.backup.repository.Keys;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.backup.repository.S3Access;
import io.chronoops.backup.repository.S3Repository;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the repository that the configuration names. */
@Configuration(proxyBeanMethods = false)
class RepositoryConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryConfiguration.class);
    /** Longer than the writing of any one file takes. */
    private static final Duration DEAD = Duration.ofDays(2);

    @Bean
    Repository repository(
            RepositoryProperties properties, @Value("${" + Keys.VARIABLE + ":}") String variable, Clock clock)
            throws IOException {
        var repository = new KeyedRepository(place(properties, clock), keys(properties.encryption(), variable));
        return repository.encrypting(properties.encryption().enabled());
    }

    private static Repository place(RepositoryProperties properties, Clock clock) {
        RepositoryProperties.S3 s3 = properties.s3();
        if (s3 == null) {
            return new DiskRepository(Objects.requireNonNull(properties.path()));
        }
        var access = new S3Access(
                s3.endpoint(), s3.region(), s3.pathStyle(), s3.credentialsFile(), s3.timeout(), s3.attempts());
        var repository = new S3Repository(
                access.client(), access.title(), Objects.requireNonNull(s3.bucket()), s3.prefix(), (int)
                        s3.partSize().toBytes());
        Thread.ofVirtual().name("repository-leftovers").start(() -> abortLeftovers(repository, clock));
        return repository;
    }

    private static void abortLeftovers(S3Repository repository, Clock clock) {
        try {
            int aborted = repository.abortLeftovers(DEAD, clock.instant());
            if (aborted > 0) {
                LOG.atInfo().addKeyValue("uploads", aborted).log("uploads that nobody completed were aborted");
            }
        } catch (RepositoryFailed e) {
            LOG.atError().addKeyValue("mend", e.mend()).log("the repository does not answer: {}", e.getMessage());
        } catch (IOException e) {
            LOG.atError().setCause(e).log("the repository does not answer");
        }
    }

    private static Keys keys(RepositoryProperties.Encryption encryption, String variable) {
        if (encryption.keysFile() != null && !variable.isBlank()) {
            throw new IllegalArgumentException("chronoops.repository.encryption.keys-file (" + encryption.keysFile()
                    + ") and " + Keys.VARIABLE + " are both set: leave one of them out");
        }
        if (encryption.keysFile() != null) {
            return Keys.read(encryption.keysFile());
        }
        return variable.isBlank() ? Keys.none() : Keys.parse(variable, "the variable " + Keys.VARIABLE);
    }
}

package io.chronoops.backup;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where bases and segments lie: in a folder or in a bucket.
 *
 * @param path the folder; where neither it nor s3 is set: /var/lib/chronoops/repository
 * @param s3 the bucket
 * @param encryption whether they are encrypted, and with which keys
 */
@ConfigurationProperties("chronoops.repository")
record RepositoryProperties(
        @Nullable Path path, @Nullable S3 s3, @DefaultValue Encryption encryption) {
    private static final Path USUAL = Path.of("/var/lib/chronoops/repository");

    RepositoryProperties {
        if (path != null && s3 != null) {
            throw new IllegalArgumentException("chronoops.repository.path (" + path
                    + ") and chronoops.repository.s3.bucket (" + s3.bucket()
                    + ") are both set: leave out the one that is not the repository");
        }
        if (path == null && s3 == null) {
            path = USUAL;
        }
    }

    /**
     * A bucket of an S3-compatible store.
     *
     * @param prefix of every key
     * @param endpoint unset: Amazon's own of the region
     * @param pathStyle the bucket in the path, not in the host's name: what most stores other than Amazon's want
     * @param credentialsFile in the form of ~/.aws/credentials, profile default; unset: where the AWS SDK looks by itself
     * @param timeout of one attempt, and of each wait for bytes
     * @param attempts of one request
     * @param partSize held in memory for each file being written
     */
    record S3(
            @Nullable String bucket,
            @DefaultValue("") String prefix,
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("false") boolean pathStyle,
            @Nullable Path credentialsFile,
            @DefaultValue("30s") Duration timeout,
            @DefaultValue("5") int attempts,
            @DefaultValue("8MB") DataSize partSize) {
        S3 {
            if (bucket == null || bucket.isBlank()) {
                throw new IllegalArgumentException(
                        "chronoops.repository.s3.bucket is not set, but other keys of chronoops.repository.s3 are");
            }
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("chronoops.repository.s3.timeout must be above 0, was " + timeout);
            }
            if (attempts < 1) {
                throw new IllegalArgumentException(
                        "chronoops.repository.s3.attempts must be 1 or more, was " + attempts);
            }
            if (partSize.toMegabytes() < 5 || partSize.toMegabytes() > 64) {
                throw new IllegalArgumentException(
                        "chronoops.repository.s3.part-size must be 5MB to 64MB, was " + partSize);
            }
        }
    }

    /**
     * Encryption of new files; what is there is read by its own form.
     *
     * @param enabled of every backup whose command does not say, and of all segments
     * @param keysFile lines "&lt;key id&gt; &lt;base64 of 32 bytes&gt;", the newest last; the variable CHRONOOPS_ENCRYPTION_KEYS does as well
     */
    record Encryption(
            @DefaultValue("false") boolean enabled,
            @Nullable Path keysFile) {}
}

package io.chronoops.backup.repository;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * How a store is reached.
 *
 * @param endpoint null: the region's own at Amazon
 * @param pathStyle the bucket in the path, not in the host's name
 * @param credentialsFile in the form of ~/.aws/credentials, profile default; null: where the SDK looks by itself
 * @param timeout of one attempt, and of each wait for bytes
 * @param attempts of one request, with growing pauses
 */
public record S3Access(
        @Nullable URI endpoint,
        String region,
        boolean pathStyle,
        @Nullable Path credentialsFile,
        Duration timeout,
        int attempts) {
    /** Where it is, for people. */
    public String title() {
        return endpoint == null ? "Amazon S3 in " + region : endpoint.toString();
    }

    /** Opens a client; nothing is asked of the store yet. */
    public S3Client client() {
        var builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeout)
                        .socketTimeout(timeout))
                .region(Region.of(region))
                .credentialsProvider(credentials())
                // one plain body with its checksum in a header: what every store understands
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .chunkedEncodingEnabled(false)
                        .build())
                .overrideConfiguration(override ->
                        override.apiCallAttemptTimeout(timeout).retryStrategy(retry -> retry.maxAttempts(attempts)));
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    private AwsCredentialsProvider credentials() {
        if (credentialsFile == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        return ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(new ByteArrayInputStream(
                                PrivateFile.read(credentialsFile, "chronoops.repository.s3.credentials-file")
                                        .getBytes(StandardCharsets.UTF_8)))
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .profileName("default")
                .build();
    }
}

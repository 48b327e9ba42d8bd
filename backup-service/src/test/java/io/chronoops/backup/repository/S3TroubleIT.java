package io.chronoops.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.repository.S3Relay.Asks;
import io.chronoops.backup.repository.S3Relay.CutsAt;
import io.chronoops.backup.repository.S3Relay.Flips;
import io.chronoops.backup.repository.S3Relay.Passes;
import io.chronoops.backup.repository.S3Relay.Refuses;
import io.chronoops.backup.repository.S3Relay.Silent;
import io.chronoops.ops.Reason;
import io.chronoops.stack.data.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store that fails, refuses, is slow or is away looks like: each by its name, none as "not there". */
class S3TroubleIT {
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final int ATTEMPTS = 3;

    private final S3Server server = S3Server.shared();
    private final String prefix = server.freshPrefix();
    private final Repository straight = server.repository(prefix);
    private final S3Relay relay = new S3Relay(server.endpoint());
    private final S3Repository relayed = at(relay.endpoint(), S3Server.BUCKET);

    S3TroubleIT() throws IOException {}

    private S3Repository at(URI endpoint, String bucket) {
        S3Access access = server.access(endpoint, SHORT, ATTEMPTS);
        return new S3Repository(access.client(), access.title(), bucket, prefix, 5 << 20);
    }

    @AfterEach
    void close() {
        relay.close();
    }

    private byte[] stored(String path, int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        put(straight, path, content);
        return content;
    }

    private static void put(Repository repository, String path, byte[] content) throws IOException {
        try (var file = repository.create(path)) {
            file.write(content);
            file.commit();
        }
    }

    private static byte[] read(Repository repository, String path) throws IOException {
        try (InputStream in = repository.open(path)) {
            return in.readAllBytes();
        }
    }

    private static AbstractThrowableAssert<?, RepositoryFailed> fails(ThrowingCallable what, Reason reason) {
        return assertThatThrownBy(what)
                .asInstanceOf(InstanceOfAssertFactories.throwable(RepositoryFailed.class))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(reason))
                .satisfies(failed -> assertThat(failed.mend()).isNotBlank());
    }

    private static void everythingFails(Repository repository, Reason reason, String said) {
        fails(() -> repository.exists("a/1"), reason).hasMessageContaining(said);
        fails(() -> repository.open("a/1"), reason).hasMessageContaining(said);
        fails(() -> repository.list("a"), reason).hasMessageContaining(said);
        fails(() -> repository.delete("a"), reason).hasMessageContaining(said);
        fails(() -> put(repository, "a/2", new byte[10]), reason).hasMessageContaining(said);
        fails(() -> put(repository, "a/3", new byte[6_000_000]), reason).hasMessageContaining(said);
    }

    @Test
    void a_stream_that_breaks_goes_on_where_it_broke() throws IOException {
        byte[] content = stored("a/1", 6_000_000);
        relay.behave(request -> request.number() <= 3 ? new CutsAt(1_000_000) : new Passes());

        assertThat(read(relayed, "a/1")).isEqualTo(content);
        assertThat(relay.requests()).extracting(S3Relay.Request::range).first().isEqualTo("");
        assertThat(relay.requests())
                .extracting(S3Relay.Request::range)
                .last()
                .asString()
                .startsWith("bytes=")
                .endsWith("-5999999");
    }

    @Test
    void a_stream_that_breaks_for_ever_is_given_up_by_name() throws IOException {
        stored("a/1", 2_000_000);
        relay.behave(request -> request.range().isEmpty() ? new CutsAt(1_000_000) : new CutsAt(0));

        fails(() -> read(relayed, "a/1"), Reason.REPOSITORY_UNREADABLE)
                .hasMessageContainingAll("a/1", "beyond byte", "broke again and again");
    }

    @Test
    void a_file_replaced_while_it_is_read_is_never_a_mixture() throws IOException {
        stored("a/1", 6_000_000);
        relay.behave(request -> request.number() == 1 ? new CutsAt(1_000_000) : new Passes());
        try (InputStream in = relayed.open("a/1")) {
            assertThat(in.read()).isNotNegative();
            stored("a/1", 6_000_001);

            fails(in::readAllBytes, Reason.CORRUPT).hasMessageContaining("replaced while it was read");
        }
    }

    @Test
    void wrong_credentials_are_named() {
        relay.behave(_ -> new Refuses(403, "InvalidAccessKeyId"));

        everythingFails(relayed, Reason.NOT_ALLOWED, "credentials are wrong");
    }

    @Test
    void a_file_that_may_not_be_seen_is_not_taken_for_one_that_is_not_there() {
        relay.behave(_ -> new Refuses(403, "AccessDenied"));

        everythingFails(relayed, Reason.NOT_ALLOWED, "may not do this");
    }

    @Test
    void a_wrong_region_and_a_wrong_clock_are_told_from_wrong_credentials() {
        relay.behave(_ -> new Refuses(400, "AuthorizationHeaderMalformed"));
        fails(() -> relayed.exists("a/1"), Reason.INVALID).hasMessageContaining("another region");

        relay.behave(_ -> new Refuses(403, "RequestTimeTooSkewed"));
        fails(() -> relayed.exists("a/1"), Reason.NOT_ALLOWED)
                .satisfies(failed -> assertThat(failed.mend()).contains("clock"));
    }

    @Test
    void credentials_that_are_not_there_are_named(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(
                folder.resolve("credentials"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var access = new S3Access(server.endpoint(), "us-east-1", true, empty, SHORT, ATTEMPTS);
        try (var repository = new S3Repository(access.client(), access.title(), S3Server.BUCKET, prefix, 5 << 20)) {
            fails(() -> repository.exists("a/1"), Reason.NOT_ALLOWED)
                    .hasMessageContaining("no credentials")
                    .satisfies(
                            failed -> assertThat(failed.mend()).contains("chronoops.repository.s3.credentials-file"));
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_named() {
        everythingFails(at(server.endpoint(), "no-such-bucket"), Reason.NOT_FOUND, "no bucket no-such-bucket");
    }

    @Test
    void a_store_that_is_away_is_named() {
        URI nobody = URI.create("http://127.0.0.1:" + FreePorts.find(1).getFirst());

        everythingFails(at(nobody, S3Server.BUCKET), Reason.REPOSITORY_UNREADABLE, "nobody answers at " + nobody);
    }

    @Test
    void a_store_that_does_not_answer_in_time_is_named() {
        relay.behave(_ -> new Silent());

        fails(() -> relayed.exists("a/1"), Reason.TIMEOUT).hasMessageContaining("chronoops.repository.s3.timeout");
        fails(() -> put(relayed, "a/2", new byte[10]), Reason.TIMEOUT);
    }

    @Test
    void a_store_that_is_busy_is_asked_again_and_given_up_after_the_bound() throws IOException {
        byte[] content = stored("a/1", 1000);
        relay.behave(request -> request.number() < ATTEMPTS ? new Refuses(503, "SlowDown") : new Passes());
        assertThat(read(relayed, "a/1")).isEqualTo(content);

        relay.behave(_ -> new Refuses(503, "SlowDown"));
        fails(() -> read(relayed, "a/1"), Reason.REPOSITORY_UNREADABLE)
                .hasMessageContainingAll("503 SlowDown", "asked too much");
        assertThat(relay.requests()).hasSize(ATTEMPTS);
    }

    @Test
    void a_store_that_is_full_is_named() {
        relay.behave(_ -> new Refuses(507, "XMinioStorageFull"));

        fails(() -> put(relayed, "a/1", new byte[10]), Reason.REPOSITORY_FULL);
    }

    @Test
    void a_part_or_a_file_changed_on_its_way_does_not_count() throws IOException {
        relay.behave(request -> request.method().equals("PUT") ? new Flips() : new Passes());

        assertThatThrownBy(() -> put(relayed, "a/small", new byte[1000])).isInstanceOf(RepositoryFailed.class);
        assertThatThrownBy(() -> put(relayed, "a/large", new byte[6_000_000])).isInstanceOf(RepositoryFailed.class);
        assertThat(straight.list("a")).isEmpty();
        assertThat(leftovers()).isZero();
    }

    @Test
    void a_list_goes_on_over_its_pages() throws IOException {
        for (int i = 1; i <= 5; i++) {
            stored("a/" + i, i);
        }
        relay.behave(request -> request.target().contains("list-type") ? new Asks("&max-keys=2") : new Passes());

        assertThat(relayed.list("a")).containsExactly("a/1", "a/2", "a/3", "a/4", "a/5");
        assertThat(relay.requests()).hasSize(3);
        relayed.delete("a");
        assertThat(straight.list("a")).isEmpty();
    }

    @Test
    void what_a_killed_writer_left_is_aborted_with_its_folder_or_when_it_is_old() throws IOException {
        killed("a/1/x");
        killed("a/10");
        assertThat(leftovers()).isEqualTo(2);

        straight.delete("a/1");
        assertThat(leftovers()).isEqualTo(1);
        assertThat(relayed.abortLeftovers(Duration.ofDays(1), Instant.now())).isZero();
        assertThat(relayed.abortLeftovers(Duration.ofDays(1), Instant.now().plus(Duration.ofDays(2))))
                .isEqualTo(1);
        assertThat(leftovers()).isZero();
    }

    /** One that neither commits nor closes. */
    private void killed(String path) throws IOException {
        straight.create(path).write(new byte[6_000_000]);
    }

    private long leftovers() {
        try (var client = server.access(server.endpoint(), SHORT, ATTEMPTS).client()) {
            return client
                    .listMultipartUploadsPaginator(
                            ask -> ask.bucket(S3Server.BUCKET).prefix(prefix + "/"))
                    .uploads()
                    .stream()
                    .count();
        }
    }

    @Test
    void closing_without_commit_aborts_the_upload() throws IOException {
        try (var file = straight.create("a/1")) {
            file.write(new byte[6_000_000]);
            assertThat(leftovers()).isEqualTo(1);
        }

        assertThat(leftovers()).isZero();
        assertThat(List.copyOf(straight.list("a"))).isEmpty();
    }
}

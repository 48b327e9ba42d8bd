package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.repository.S3Server;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CatalogRebuildCommand;
import io.chronoops.ops.CleanupCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.VerifyCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The whole way through a bucket, encrypted: base, segments, large values, restore, verification, catalogue, retention. */
class S3BackupIT {
    private static final String PREFIX = "through the service";
    private static final String CONTENT = "SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM shelf t";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        S3Server store = S3Server.shared();
        Path keys = Files.createFile(
                folder.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keys, "2026-11 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
        service = new RunningService(
                folder.resolve("work"), "--chronoops.repository.s3.bucket=" + S3Server.BUCKET, new String[] {
                    "--chronoops.repository.s3.prefix=" + PREFIX,
                    "--chronoops.repository.s3.endpoint=" + store.endpoint(),
                    "--chronoops.repository.s3.path-style=true",
                    "--chronoops.repository.s3.part-size=5MB",
                    "--chronoops.repository.s3.credentials-file=" + store.credentials(),
                    "--chronoops.repository.encryption.enabled=true",
                    "--chronoops.repository.encryption.keys-file=" + keys
                });
        service.operate(
                "bucket",
                "CREATE TABLE shelf (id int PRIMARY KEY, x text)",
                "INSERT INTO shelf SELECT i, (SELECT string_agg(md5(i::text || j), '') FROM generate_series(1, 40) j) FROM generate_series(1, 12000) i");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static OperationEvent backup(BackupType type) {
        OperationEvent taken = service.command(
                "bucket",
                command -> command.setBackup(BackupCommand.newBuilder()
                        .setType(type)
                        .setTables(List.of())
                        .setCodec("none")
                        .build()));
        assertThat(taken.getSucceeded()).as("%s", taken).isNotNull();
        return taken;
    }

    private static List<String> objects() {
        try (var client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(S3Server.shared().endpoint().toString()))
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            return client
                    .listObjectsV2Paginator(ask -> ask.bucket(S3Server.BUCKET).prefix(PREFIX + "/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    private static String content(String database) throws IOException {
        return psql(database, "-c", CONTENT).strip();
    }

    @Test
    void a_base_and_the_changes_since_come_back_out_of_an_encrypted_bucket() throws Exception {
        backup(BackupType.FULL);
        psql("bucket", "-c", "UPDATE shelf SET x = 'changed' WHERE id % 7 = 0; DELETE FROM shelf WHERE id = 1");
        psql("bucket", "-c", "INSERT INTO shelf VALUES (20000, repeat('large value ', 40000))");
        backup(BackupType.INCREMENTAL);

        OperationEvent restored = service.command(
                "bucket",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setInto("out_of_bucket")
                        .setVerify(true)
                        .build()));
        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(content("out_of_bucket")).isEqualTo(content("bucket"));

        OperationEvent verified = service.command("bucket", command -> command.setVerify(new VerifyCommand()));
        assertThat(verified.getSucceeded()).as("%s", verified).isNotNull();

        assertThat(objects())
                .anyMatch(key -> key.contains("/backups/") && key.endsWith(".copy.enc"))
                .anyMatch(key -> key.contains("/segments/") && key.endsWith(".avro.enc"))
                .anyMatch(key -> key.contains("/values/") && key.endsWith(".enc"))
                .allMatch(key -> key.endsWith(".enc")
                        || key.endsWith(".json")
                        || key.endsWith(".json.sha256")
                        || key.endsWith("/restore.sh"));

        Backups catalogue = service.bean(Backups.class);
        List<Backup> before = catalogue.list("bucket");
        before.forEach(one -> catalogue.remove(one.id()));
        OperationEvent rebuilt =
                service.command("bucket", command -> command.setCatalogRebuild(new CatalogRebuildCommand(false)));
        assertThat(rebuilt.getSucceeded()).as("%s", rebuilt).isNotNull();
        assertThat(catalogue.list("bucket")).hasSameSizeAs(before);
        assertThat(before).allMatch(one -> one.location().startsWith("s3://chronoops/" + PREFIX));

        OperationEvent cleaned = service.command("bucket", command -> command.setCleanup(new CleanupCommand(false)));
        assertThat(cleaned.getSucceeded()).as("%s", cleaned).isNotNull();
        assertThat(service.bean(Segments.class).newest("bucket")).isPresent();
    }

    @Test
    void what_is_committed_is_in_the_bucket_within_the_seal_interval_and_five_seconds() throws Exception {
        Segments inBucket = service.bean(Segments.class);
        Duration limit = RunningService.SEAL_AFTER.plusSeconds(5);
        for (int i = 1; i <= 5; i++) {
            String row = "(" + (30_000 + i) + ", 'rpo')";
            String insert = "INSERT INTO shelf VALUES " + row + " RETURNING pg_current_xact_id()";
            long xid = Long.parseLong(psql("bucket", "-c", insert).strip());
            Awaitility.await().pollDelay(Duration.ZERO).atMost(limit).until(() -> inBucket.newest("bucket")
                    .filter(segment -> segment.maxXid() >= xid)
                    .isPresent());
        }
    }
}

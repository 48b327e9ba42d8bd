package io.chronoops.backup.repository;

import io.chronoops.ops.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A file on its way into the bucket: parts of one size, in order, out of one buffer, each with its CRC32C, which the store
 * checks. One that fits into a part is put at once.
 */
final class S3Upload extends Repository.Pending {
    private static final int MOST_PARTS = 10_000;
    private static final int FIRST_BUFFER = 1 << 16;

    private final S3Place place;
    private final String path;
    private final String key;
    private final int partBytes;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] part;
    private int filled;
    private @Nullable String uploadId;
    private boolean ended;

    S3Upload(S3Place place, String path, int partBytes) {
        this.place = place;
        this.path = path;
        this.key = place.key(path);
        this.partBytes = partBytes;
        this.part = new byte[Math.min(FIRST_BUFFER, partBytes)];
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (ended) {
            throw new IOException(place.title(path) + " is written to after its end");
        }
        int at = from;
        while (at < from + length) {
            if (filled == partBytes) {
                sendPart();
            }
            if (filled == part.length) {
                part = Arrays.copyOf(part, Math.min(partBytes, part.length * 2));
            }
            int some = Math.min(from + length - at, part.length - filled);
            System.arraycopy(bytes, at, part, filled, some);
            filled += some;
            at += some;
        }
    }

    private void sendPart() throws IOException {
        int number = parts.size() + 1;
        if (number > MOST_PARTS) {
            throw new RepositoryFailed(
                    Reason.TOO_LARGE,
                    place.title(path) + " is larger than " + MOST_PARTS + " parts of " + partBytes + " bytes",
                    "raise chronoops.repository.s3.part-size",
                    null);
        }
        String id = begun();
        String sum = crc32c();
        var answer = place.ask(
                "written",
                path,
                client -> client.uploadPart(
                        ask -> ask.bucket(place.bucket())
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .checksumCRC32C(sum),
                        body()));
        check(sum, answer.checksumCRC32C());
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32C(sum)
                .build());
        filled = 0;
    }

    private String begun() throws IOException {
        String id = uploadId;
        if (id == null) {
            id = place.ask(
                            "written",
                            path,
                            client -> client.createMultipartUpload(ask ->
                                    ask.bucket(place.bucket()).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32_C)))
                    .uploadId();
            uploadId = id;
        }
        return id;
    }

    @Override
    public void commit() throws IOException {
        String id = uploadId;
        if (id == null) {
            put();
        } else {
            if (filled > 0) {
                sendPart();
            }
            place.ask(
                    "written",
                    path,
                    client -> client.completeMultipartUpload(ask -> ask.bucket(place.bucket())
                            .key(key)
                            .uploadId(id)
                            .multipartUpload(CompletedMultipartUpload.builder()
                                    .parts(parts)
                                    .build())));
        }
        uploadId = null;
        ended = true;
    }

    private void put() throws IOException {
        String sum = crc32c();
        var answer = place.ask(
                "written",
                path,
                client -> client.putObject(
                        ask -> ask.bucket(place.bucket()).key(key).checksumCRC32C(sum), body()));
        check(sum, answer.checksumCRC32C());
    }

    private RequestBody body() {
        byte[] bytes = part;
        int length = filled;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    private String crc32c() {
        var sum = new CRC32C();
        sum.update(part, 0, filled);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private void check(String sent, @Nullable String stored) throws IOException {
        if (stored != null && !stored.equals(sent)) {
            throw new RepositoryFailed(
                    Reason.CORRUPT,
                    place.title(path) + " was changed on its way: its CRC32C is " + sent + ", the store has " + stored,
                    "look at the network to " + place.endpoint() + ", then try again",
                    null);
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        String id = uploadId;
        if (id != null) {
            uploadId = null;
            new S3Leftovers(place).abort(key, id);
        }
    }
}

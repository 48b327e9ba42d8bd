package io.chronoops.backup.repository;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A repository in a bucket of any S3-compatible store: a file appears with the one request that completes it. */
public final class S3Repository implements Repository {
    private static final int MOST_DELETED = 1_000;
    private static final int BUFFER = 1 << 16;

    private final S3Place place;
    private final int partBytes;

    /**
     * Below this prefix of a bucket that is there.
     *
     * @param endpoint where it is, for people
     * @param partBytes held in memory for each file being written
     */
    public S3Repository(S3Client client, String endpoint, String bucket, String prefix, int partBytes) {
        this.place = new S3Place(client, endpoint, bucket, prefix);
        this.partBytes = partBytes;
    }

    @Override
    public Pending create(String path) {
        return new S3Upload(place, path, partBytes);
    }

    @Override
    public InputStream open(String path) throws IOException {
        return new BufferedInputStream(new S3Download(place, path), BUFFER);
    }

    /** Asks by listing: the answer to HEAD has no body, a bucket that is gone would look like a file that is not there. */
    @Override
    public boolean exists(String path) throws IOException {
        String key = place.key(path);
        return place
                .ask(
                        "looked for",
                        path,
                        client -> client.listObjectsV2(
                                ask -> ask.bucket(place.bucket()).prefix(key).maxKeys(1)))
                .contents()
                .stream()
                .anyMatch(found -> found.key().equals(key));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return keys(place.below(folder), folder).stream()
                .filter(key -> !key.endsWith("/"))
                .map(place::path)
                .sorted()
                .toList();
    }

    @Override
    public void delete(String path) throws IOException {
        List<String> keys = new ArrayList<>(keys(place.below(path), path));
        if (!path.isEmpty()) {
            keys.add(place.key(path));
        }
        for (int from = 0; from < keys.size(); from += MOST_DELETED) {
            delete(path, keys.subList(from, Math.min(keys.size(), from + MOST_DELETED)));
        }
        new S3Leftovers(place).abortOf(path);
    }

    private void delete(String path, List<String> keys) throws IOException {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        var answer = place.ask(
                "deleted",
                path,
                client -> client.deleteObjects(ask -> ask.bucket(place.bucket())
                        .delete(Delete.builder().objects(objects).quiet(true).build())));
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            var first = answer.errors().getFirst();
            throw new IOException(answer.errors().size() + " of " + keys.size() + " files below " + place.title(path)
                    + " were not deleted; " + first.key() + ": " + first.code());
        }
    }

    private List<String> keys(String prefix, String path) throws IOException {
        return place.ask(
                "listed",
                path,
                client ->
                        client
                                .listObjectsV2Paginator(
                                        ask -> ask.bucket(place.bucket()).prefix(prefix))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .toList());
    }

    /** Ends uploads that were begun this long ago: their writers are dead, and the store charges for their parts. */
    public int abortLeftovers(Duration olderThan, Instant now) throws IOException {
        return new S3Leftovers(place).abortBefore(now.minus(olderThan));
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public String location() {
        return place.location();
    }

    @Override
    public void close() {
        place.client().close();
    }
}

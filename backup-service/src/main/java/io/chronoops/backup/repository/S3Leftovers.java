package io.chronoops.backup.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** Uploads that nobody will complete: not listed as files, yet kept by the store until they are aborted. */
final class S3Leftovers {
    private final S3Place place;

    S3Leftovers(S3Place place) {
        this.place = place;
    }

    /** Those of one file and of all below a folder: who deletes it will not complete them. */
    int abortOf(String path) throws IOException {
        String prefix = path.isEmpty() ? place.prefix() : place.key(path);
        return abort(
                prefix,
                path,
                upload -> upload.key().equals(prefix) || upload.key().startsWith(place.below(path)));
    }

    int abortBefore(Instant moment) throws IOException {
        return abort(place.prefix(), "", upload -> upload.initiated().isBefore(moment));
    }

    private int abort(String prefix, String path, Predicate<MultipartUpload> which) throws IOException {
        List<MultipartUpload> uploads =
                place.ask(
                        "listed", path, client -> client
                                .listMultipartUploadsPaginator(
                                        ask -> ask.bucket(place.bucket()).prefix(prefix))
                                .uploads()
                                .stream()
                                .filter(which)
                                .toList());
        for (MultipartUpload upload : uploads) {
            abort(upload.key(), upload.uploadId());
        }
        return uploads.size();
    }

    /** One that is gone already is fine. */
    void abort(String key, String uploadId) throws IOException {
        place.ask("aborted", place.path(key), client -> {
            try {
                return client.abortMultipartUpload(
                        ask -> ask.bucket(place.bucket()).key(key).uploadId(uploadId));
            } catch (NoSuchUploadException gone) {
                return gone;
            }
        });
    }
}

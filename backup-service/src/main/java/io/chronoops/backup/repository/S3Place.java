package io.chronoops.backup.repository;

import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The part of a bucket that is a repository, and how it is asked.
 *
 * @param endpoint where it is, for people
 * @param prefix of every key; empty, or ends with a slash
 */
record S3Place(S3Client client, String endpoint, String bucket, String prefix) {
    S3Place {
        String bare = prefix.replaceAll("^/+|/+$", "");
        prefix = bare.isEmpty() ? "" : bare + "/";
    }

    String key(String path) {
        return prefix + Layout.checked(path);
    }

    /** The keys below a folder begin so. */
    String below(String folder) {
        return folder.isEmpty() ? prefix : key(folder) + "/";
    }

    String path(String key) {
        return key.substring(prefix.length());
    }

    String location() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }

    /** A file, for people. */
    String title(String path) {
        return "s3://" + bucket + "/" + prefix + path;
    }

    /** done: what is being done to the path, as in "cannot be read". */
    <T> T ask(String done, String path, Function<S3Client, T> request) throws IOException {
        try {
            return request.apply(client);
        } catch (SdkException e) {
            throw S3Trouble.of(this, title(path) + " cannot be " + done, e);
        }
    }
}

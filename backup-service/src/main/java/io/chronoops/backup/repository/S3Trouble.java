package io.chronoops.backup.repository;

import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of the store means and how it is mended; what the store itself says stays in the cause. */
final class S3Trouble {
    private S3Trouble() {}

    static IOException of(S3Place place, String what, SdkException e) {
        return switch (e) {
            case AwsServiceException refused -> refused(place, what, refused);
            case AbortedException _ -> interrupted(what);
            case ApiCallTimeoutException _ -> slow(place, what, e);
            case ApiCallAttemptTimeoutException _ -> slow(place, what, e);
            default -> unanswered(place, what, e);
        };
    }

    /** A failure of the connection itself, after the last attempt. */
    static RepositoryFailed broken(S3Place place, String what, Throwable e) {
        if (causedBy(e, SocketTimeoutException.class)) {
            return slow(place, what, e);
        }
        if (causedBy(e, ConnectException.class, UnknownHostException.class, NoRouteToHostException.class)) {
            return new RepositoryFailed(
                    Reason.REPOSITORY_UNREADABLE,
                    what + ": nobody answers at " + place.endpoint(),
                    "see that the store runs and that chronoops.repository.s3.endpoint names it, then try again",
                    e);
        }
        return new RepositoryFailed(
                Reason.REPOSITORY_UNREADABLE,
                what + ": the connection to " + place.endpoint() + " broke again and again ("
                        + e.getClass().getSimpleName() + ")",
                "look at the store and the network to it, then try again",
                e);
    }

    private static IOException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException(what + ": interrupted");
    }

    private static RepositoryFailed slow(S3Place place, String what, Throwable e) {
        return new RepositoryFailed(
                Reason.TIMEOUT,
                what + ": " + place.endpoint() + " does not answer within chronoops.repository.s3.timeout",
                "look at the store's load and the network to it, or raise chronoops.repository.s3.timeout",
                e);
    }

    private static IOException unanswered(S3Place place, String what, SdkException e) {
        if (Thread.currentThread().isInterrupted()) {
            return interrupted(what);
        }
        if (String.valueOf(e.getMessage()).contains("credentials")) {
            return new RepositoryFailed(
                    Reason.NOT_ALLOWED,
                    what + ": there are no credentials for " + place.endpoint(),
                    "name a file in chronoops.repository.s3.credentials-file, or give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                    e);
        }
        return broken(place, what, e);
    }

    private static IOException refused(S3Place place, String what, AwsServiceException e) {
        String code = e.awsErrorDetails() == null
                ? "no code"
                : String.valueOf(e.awsErrorDetails().errorCode());
        String said = what + ": " + place.endpoint() + " answered " + e.statusCode() + " " + code;
        return switch (code) {
            case "NoSuchKey" -> new NoSuchFileException(what);
            case "NoSuchBucket" ->
                failed(
                        Reason.NOT_FOUND,
                        what + ": there is no bucket " + place.bucket() + " at " + place.endpoint(),
                        "make the bucket, or correct chronoops.repository.s3.bucket",
                        e);
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect" ->
                failed(
                        Reason.INVALID,
                        said + ": the bucket " + place.bucket() + " is in another region",
                        "correct chronoops.repository.s3.region",
                        e);
            case "RequestTimeTooSkewed" ->
                failed(Reason.NOT_ALLOWED, said, "set the clock of this machine right, then try again", e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
                failed(
                        Reason.NOT_ALLOWED,
                        said + ": the credentials are wrong or have ended",
                        "correct chronoops.repository.s3.credentials-file, or what the environment gives",
                        e);
            default -> byStatus(said, e);
        };
    }

    private static RepositoryFailed byStatus(String said, AwsServiceException e) {
        return switch (e.statusCode()) {
            case 401, 403 ->
                failed(
                        Reason.NOT_ALLOWED,
                        said + ": the credentials may not do this",
                        "allow them s3:ListBucket and s3:ListBucketMultipartUploads on the bucket, and s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload below the prefix",
                        e);
            case 507 ->
                failed(
                        Reason.REPOSITORY_FULL,
                        said + ": the store is full",
                        "free space there (chronoops cleanup --dry-run shows what retention would remove) and try again",
                        e);
            default ->
                failed(
                        Reason.REPOSITORY_UNREADABLE,
                        said + (e.isThrottlingException() ? ": it is asked too much" : ""),
                        "look at the store's own log for this request, then try again",
                        e);
        };
    }

    private static RepositoryFailed failed(Reason reason, String message, String mend, Throwable cause) {
        return new RepositoryFailed(reason, message, mend, cause);
    }

    @SafeVarargs
    private static boolean causedBy(Throwable e, Class<? extends IOException>... types) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            for (Class<? extends IOException> type : types) {
                if (type.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }
}

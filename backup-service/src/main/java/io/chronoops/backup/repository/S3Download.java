package io.chronoops.backup.repository;

import io.chronoops.ops.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A file coming out of the bucket; where the stream breaks it goes on from there, of the same object alone. */
final class S3Download extends InputStream {
    private static final int MOST_BREAKS = 4;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Place place;
    private final String path;
    private final String eTag;
    private final long length;
    private ResponseInputStream<GetObjectResponse> in;
    private long position;
    private int breaks;

    S3Download(S3Place place, String path) throws IOException {
        this.place = place;
        this.path = path;
        this.in = request(GetObjectRequest.builder());
        this.eTag = in.response().eTag();
        this.length = in.response().contentLength();
    }

    private ResponseInputStream<GetObjectResponse> request(GetObjectRequest.Builder ask) throws IOException {
        String key = place.key(path);
        try {
            return place.ask(
                    "read",
                    path,
                    client ->
                            client.getObject(ask.bucket(place.bucket()).key(key).build()));
        } catch (NoSuchFileException _) {
            throw new NoSuchFileException(place.title(path));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        while (true) {
            int some = -1;
            @Nullable Exception broken = null;
            try {
                some = in.read(into, from, most);
            } catch (SdkException | IOException e) {
                broken = e;
            }
            if (some > 0) {
                position += some;
                breaks = 0;
                return some;
            }
            if (broken == null && position == length) {
                return -1;
            }
            goOn(broken == null ? new EOFException("ended at byte " + position + " of " + length) : broken);
        }
    }

    private void goOn(Exception broken) throws IOException {
        in.abort();
        if (position == length) {
            throw damaged("its checksum is not the one that the store recorded", broken);
        }
        breaks++;
        if (breaks > MOST_BREAKS) {
            throw S3Trouble.broken(place, place.title(path) + " cannot be read beyond byte " + position, broken);
        }
        try {
            in = request(GetObjectRequest.builder()
                    .range("bytes=" + position + "-" + (length - 1))
                    .ifMatch(eTag));
        } catch (RepositoryFailed e) {
            if (e.getCause() instanceof S3Exception s3 && s3.statusCode() == PRECONDITION_FAILED) {
                throw damaged("it was replaced while it was read", e);
            }
            throw e;
        }
    }

    private RepositoryFailed damaged(String why, Exception cause) {
        return new RepositoryFailed(
                Reason.CORRUPT,
                place.title(path) + " is not what was written: " + why,
                "try again; if it stays, bring the file back from a copy of the repository",
                cause);
    }

    @Override
    public void close() throws IOException {
        if (position < length) {
            in.abort();
        } else {
            in.close();
        }
    }
}

package io.chronoops.router.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** Tells a registry out of reach, which is waited for, from bytes that no reader can read. */
final class RegistryAway {
    private RegistryAway() {}

    static boolean causes(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AvroRuntimeException || cause instanceof EOFException) {
                return false;
            }
            if (cause instanceof ConnectException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof ClosedChannelException
                    || cause instanceof TimeoutException
                    || (cause instanceof IOException
                            && !(cause instanceof InvalidObjectException)
                            && String.valueOf(cause.getMessage()).contains("onnection"))) {
                return true;
            }
        }
        return false;
    }
}

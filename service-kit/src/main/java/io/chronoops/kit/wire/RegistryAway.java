package io.chronoops.kit.wire;

import com.microsoft.kiota.ApiException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.VertxException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** Tells a registry out of reach, which is waited for, from bytes that no reader can read. */
public final class RegistryAway {
    private static final int NOT_FOUND = 404;

    private RegistryAway() {}

    /** Whether this failure to read a record comes from there. */
    public static boolean causes(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case AvroRuntimeException _, EOFException _, InvalidObjectException _ -> {
                    return false;
                }
                case ApiException answered -> {
                    return answered.getResponseStatusCode() != NOT_FOUND; // it answers, but not as it should
                }
                case ConnectTimeoutException _, VertxException _, ClosedChannelException _, TimeoutException _ -> {
                    return true;
                }
                case java.net.ConnectException _ -> {
                    return true;
                }
                case IOException network
                when String.valueOf(network.getMessage()).contains("onnection") -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}

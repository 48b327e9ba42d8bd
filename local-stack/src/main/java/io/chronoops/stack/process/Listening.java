package io.chronoops.stack.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Whether somebody answers on this machine. */
public final class Listening {
    private static final int MILLIS = 2_000;
    private static final int OK = 200;

    private Listening() {}

    /** Whether a connection to this port is taken. */
    public static boolean on(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a GET is answered by 200. */
    public static boolean says200(String url) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            return connection.getResponseCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}

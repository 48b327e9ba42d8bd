package io.chronoops.stack.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback that nobody has. Below the range from which the kernel takes those of outgoing connections. */
public final class FreePorts {
    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private FreePorts() {}

    /** So many different ones. */
    public static List<Integer> find(int count) {
        var found = new ArrayList<Integer>();
        while (found.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (!found.contains(port) && isFree(port)) found.add(port);
        }
        return List.copyOf(found);
    }

    /** Whether we could listen there now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

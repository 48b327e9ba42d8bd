package io.chronoops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network that misbehaves as told, before real PostgreSQL servers. */
final class PostgresRelay implements AutoCloseable {
    private static final int AWAY = 0;
    private static final int BUFFER = 1 << 16;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private volatile Trouble trouble = new None();
    private volatile int behind;

    /** What happens once, when a connection has brought so many bytes of the server. */
    sealed interface Trouble {
        /** Never reached where nothing is to happen. */
        default long after() {
            return Long.MAX_VALUE;
        }
    }

    record None() implements Trouble {}

    /** That connection is cut. */
    record OneIsCut(long after) implements Trouble {}

    /** All are cut, and none is taken any more. */
    record GoesAway(long after) implements Trouble {}

    /** All are cut, and another server stands behind the same address. */
    record FailsOver(long after, int to) implements Trouble {}

    PostgresRelay(int behind) throws IOException {
        this.behind = behind;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void next(Trouble what) {
        trouble = what;
    }

    /** As it was at first. */
    void mend(int server) {
        trouble = new None();
        behind = server;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        int port = behind;
        if (port == AWAY) {
            close(client);
            return;
        }
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread.ofVirtual().start(() -> pass(client, server));
            fromServer(server, client);
        } catch (IOException _) {
            // either side has ended: the other one sees it
        } finally {
            open.remove(client);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // as above
        } finally {
            close(from);
            close(to);
        }
    }

    private void fromServer(Socket server, Socket client) throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        long passed = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            passed += read;
            if (happens(passed)) {
                return;
            }
        }
    }

    private boolean happens(long passed) {
        synchronized (lock) {
            Trouble now = trouble;
            if (passed < now.after()) {
                return false;
            }
            trouble = new None();
            switch (now) {
                case None _, OneIsCut _ -> {}
                case GoesAway _ -> cutAll(AWAY);
                case FailsOver(long _, int to) -> cutAll(to);
            }
            return true;
        }
    }

    private void cutAll(int then) {
        behind = then;
        open.forEach(PostgresRelay::close);
        open.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cutAll(AWAY);
    }
}

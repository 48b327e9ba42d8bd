package io.chronoops.backup.repository;

import io.chronoops.stack.data.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A real S3 server in a process of its own, one for all tests of a JVM, ended with it. */
public final class S3Server {
    /** A bucket that is there. */
    public static final String BUCKET = "chronoops";

    private static @Nullable S3Server shared;

    private final AtomicInteger prefixes = new AtomicInteger();
    private final Process process;
    private final URI endpoint;
    private final Path credentials;

    private S3Server() throws IOException {
        Path folder = Files.createTempDirectory("chronoops-s3-");
        int port = FreePorts.find(1).getFirst();
        endpoint = URI.create("http://127.0.0.1:" + port);
        credentials = Files.createFile(
                folder.resolve("credentials"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(credentials, "[default]\naws_access_key_id = any\naws_secret_access_key = any\n");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        Path.of("target/s3mock/s3mock.jar").toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--server.ssl.enabled=false",
                        "--http.port=0",
                        "--com.adobe.testing.s3mock.max-payload-size=100MB",
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .failFast("the S3 server ended, see " + folder.resolve("log"), () -> !process.isAlive())
                .until(() -> answers(port));
    }

    private static void end(Process process, Path folder) {
        try {
            process.destroyForcibly().waitFor();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    /** The one of this JVM, started when first asked for. */
    public static synchronized S3Server shared() {
        S3Server running = shared;
        if (running == null) {
            try {
                running = new S3Server();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = running;
        }
        return running;
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** A file that it takes credentials from; it takes any. */
    public Path credentials() {
        return credentials;
    }

    /** A prefix that nobody has used. */
    public String freshPrefix() {
        return "test " + prefixes.incrementAndGet();
    }

    S3Access access(URI through, Duration timeout, int attempts) {
        return new S3Access(through, "us-east-1", true, credentials, timeout, attempts);
    }

    S3Repository repository(String prefix) {
        S3Access access = access(endpoint, Duration.ofSeconds(30), 3);
        return new S3Repository(access.client(), access.title(), BUCKET, prefix, 5 << 20);
    }
}

package io.chronoops.stack.postgres;

import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.process.Daemon;
import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.Launch;
import io.chronoops.stack.process.OrdinaryUser;
import io.chronoops.stack.process.PartsFile;
import io.chronoops.stack.process.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One PostgreSQL server: made at its first start, then kept. */
public final class PostgresServer {
    private static final Duration START = Duration.ofSeconds(60);

    private final ServerSettings settings;
    private final Path home;
    private final Path log;
    private final Secrets secrets;
    private final Supplier<PostgresBinaries> binaries;
    private final Daemon daemon;

    /** From this machine's own binaries. */
    public PostgresServer(ServerSettings settings, Path data, Secrets secrets, PartsFile parts) {
        this(settings, data, secrets, parts, PostgresBinaries::find);
    }

    /** From these. */
    public PostgresServer(
            ServerSettings settings, Path data, Secrets secrets, PartsFile parts, Supplier<PostgresBinaries> binaries) {
        this.binaries = binaries;
        this.settings = settings;
        this.home = data.resolve(settings.name());
        this.log = data.resolve("logs").resolve(settings.name() + ".log");
        this.secrets = secrets;
        this.daemon = new Daemon(
                new Daemon.Spec(settings.name(), folder().toString(), this::launch, this::answers, Signals.INT, START),
                parts);
    }

    /** Starts it; makes it first where it was never made to the end. */
    public void start(Consumer<PostgresServer> afterMaking) {
        Path made = home.resolve("made");
        if (!Files.exists(made)) make();
        daemon.start();
        if (!Files.exists(made)) {
            afterMaking.accept(this);
            Folders.write(made, "");
        }
    }

    public Daemon daemon() {
        return daemon;
    }

    public ServerSettings settings() {
        return settings;
    }

    /** The password of a role of this server. */
    public String password(String role) {
        return secrets.get(settings.name() + "/" + role);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.put("user", settings.superuser());
        properties.put("password", password(settings.superuser()));
        properties.put("connectTimeout", "2");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private void make() {
        daemon.kill(); // a half-made one of a former start
        Folders.delete(home);
        OrdinaryUser user = OrdinaryUser.find();
        user.owns(home);
        Path password = home.resolve("password");
        Folders.writeSecret(password, password(settings.superuser()));
        user.ownsFile(password);
        var command = new ArrayList<>(List.of(binaries.get().program("initdb")));
        command.addAll(
                List.of("-D", folder().toString(), "--username=" + settings.superuser(), "--pwfile=" + password));
        command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"));
        if (!settings.durable()) command.add("--no-sync");
        new Launch(user.run(command), Map.of(), home, log).run("initdb of " + settings.name());
        Folders.delete(password);
    }

    private Launch launch() {
        Folders.delete(folder().resolve("postmaster.pid")); // nothing of this folder runs now; its pid may be another's
        PostgresBinaries found = binaries.get();
        var command = new ArrayList<>(List.of(found.program("postgres"), "-D", folder().toString()));
        command.addAll(settings.options(found));
        return new Launch(OrdinaryUser.find().run(command), Map.of(), home, log);
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Path folder() {
        return home.resolve("data");
    }
}

package io.chronoops.monitor.probe;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.postgres.Login;
import io.chronoops.monitor.postgres.Servers;
import io.chronoops.monitor.postgres.Sessions;
import io.chronoops.monitor.probe.DatabaseProbe.Looking;
import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A real database, and every probe that there is, opened for it. */
final class LookAt implements AutoCloseable {
    private final Stack stack = Stack.shared();
    private final String dbname;
    private final Sessions sessions;
    private final Map<String, Looking> probes = new TreeMap<>();

    private LookAt(String dbname, String role, int port) {
        this.dbname = dbname;
        stack.operated().createDatabase(dbname);
        var database = new Database(dbname.replace('_', '-'), stack.operated().host(), port, dbname, "disable");
        var login = new Login(new Secrets(stack.secretsDir()), role, Duration.ofSeconds(5), Duration.ofMillis(200));
        sessions = new Sessions(database, login, new Servers(2));
        try (var context = new AnnotationConfigApplicationContext("io.chronoops.monitor.probe")) {
            context.getBeansOfType(DatabaseProbe.class)
                    .values()
                    .forEach(probe -> probes.put(probe.name(), probe.open(database.name())));
        }
    }

    static LookAt database(String dbname) {
        return new LookAt(dbname, "monitoring_user", Stack.shared().operated().port());
    }

    static LookAt as(String role, String dbname) {
        return new LookAt(dbname, role, Stack.shared().operated().port());
    }

    static LookAt port(int port) {
        return new LookAt("probed", "monitoring_user", port);
    }

    Map<String, Looking> probes() {
        return probes;
    }

    Sighting sighting(String probe) {
        Looking looking = Objects.requireNonNull(probes.get(probe), probe);
        try {
            Sighting sighting = sessions.look(looking::look);
            return sighting instanceof Blind blind ? looking.unable(blind) : sighting;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Seen seen(String probe) {
        Sighting sighting = sighting(probe);
        if (sighting instanceof Seen seen) {
            return seen;
        }
        throw new AssertionError(probe + " is blind: " + sighting);
    }

    Blind blind(String probe) {
        Sighting sighting = sighting(probe);
        if (sighting instanceof Blind blind) {
            return blind;
        }
        throw new AssertionError(probe + " sees: " + sighting);
    }

    /** The value of a sample; not a number where there is none. */
    double value(String probe, String metric, String subject) {
        return seen(probe).samples().stream()
                .filter(sample -> sample.getMetric().equals(metric))
                .filter(sample -> sample.getSubject().equals(subject))
                .mapToDouble(Sample::getValue)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The value of an exported series with this label value; not a number where there is none. */
    double exported(String probe, String name, String labelValue) {
        return seen(probe).exported().stream()
                .filter(exported -> exported.name().equals(name))
                .filter(exported -> labelValue.isEmpty() || exported.labels().containsValue(labelValue))
                .mapToDouble(Exported::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(
                stack.operated().jdbcUrl(dbname), role, stack.operated().password(role));
    }

    void run(String role, String... statements) throws SQLException {
        try (Connection connection = connect(role);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        sessions.close();
    }
}

package io.chronoops.stack;

import io.chronoops.stack.data.Port;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.kafka.Broker;
import io.chronoops.stack.postgres.ControlDatabase;
import io.chronoops.stack.postgres.OperatedRoles;
import io.chronoops.stack.postgres.PostgresServer;
import io.chronoops.stack.postgres.ServerSettings;
import io.chronoops.stack.process.PartsFile;
import io.chronoops.stack.registry.Registry;

/** What the services stand on. */
record Infrastructure(PostgresServer operated, PostgresServer control, Broker broker, Registry registry) {

    static Infrastructure of(StackOptions options, Secrets secrets, PartsFile parts) {
        Ports ports = options.ports();
        var operated = new ServerSettings(
                "operated",
                OperatedRoles.SUPERUSER,
                ports.of(Port.OPERATED),
                true,
                options.durable(),
                options.tuning().operated());
        var control = new ServerSettings(
                "control", ControlDatabase.SUPERUSER, ports.of(Port.CONTROL), false, options.durable());
        return new Infrastructure(
                new PostgresServer(operated, options.data(), secrets, parts),
                new PostgresServer(control, options.data(), secrets, parts),
                new Broker(ports, options.data(), secrets, parts),
                new Registry(ports, options.data(), secrets, parts));
    }
}

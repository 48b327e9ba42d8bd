package io.chronoops.stack;

import io.chronoops.stack.kafka.Principals;
import io.chronoops.stack.postgres.ControlDatabase;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each service is told: the keys of the contract, with this stack's addresses and secrets. */
final class ServiceConfiguration {
    private final Stack stack;

    ServiceConfiguration(Stack stack) {
        this.stack = stack;
    }

    /** Keys and values in Spring's own form. */
    Map<String, String> of(String service, int port) {
        if (!Principals.SERVICES.contains(service)) throw new IllegalArgumentException("no service " + service);
        var keys = new LinkedHashMap<String, String>();
        keys.put("server.address", "127.0.0.1");
        keys.put("server.port", Integer.toString(port));
        kafka(service, keys);
        keys.put("chronoops.registry.url", stack.registryUrl());
        keys.put("chronoops.secrets.dir", stack.secretsDir().toString());
        keys.put("chronoops.tokens.file", stack.tokensFile().toString());
        switch (service) {
            case Principals.BACKUP -> {
                control("backup", keys);
                keys.put(
                        "chronoops.repository.path",
                        stack.data().resolve("repository").toString());
            }
            case Principals.MIGRATION -> control("migration", keys);
            default ->
                keys.put(
                        "spring.kafka.streams.state-dir",
                        stack.data().resolve("state/" + service).toString());
        }
        return keys;
    }

    private void kafka(String service, Map<String, String> keys) {
        stack.kafkaProperties(service).forEach((key, value) -> keys.put(springKey(key), value.toString()));
    }

    /** Spring has keys of its own for two of the clients' settings. */
    private static String springKey(String key) {
        return switch (key) {
            case "bootstrap.servers" -> "spring.kafka.bootstrap-servers";
            case "security.protocol" -> "spring.kafka.security.protocol";
            default -> "spring.kafka.properties." + key;
        };
    }

    private void control(String schema, Map<String, String> keys) {
        String role = ControlDatabase.role(schema);
        keys.put("spring.datasource.url", stack.control().jdbcUrl(ControlDatabase.NAME) + "?currentSchema=" + schema);
        keys.put("spring.datasource.username", role);
        keys.put("spring.datasource.password", stack.control().password(role));
    }
}

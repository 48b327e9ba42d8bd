package io.chronoops.monitor.running;

import io.chronoops.kit.wire.RegistryProperties;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.stack.Stack;
import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** The wire as a principal of the stack has it. */
public final class Wires {
    private Wires() {}

    /** Settings for clients that log in as this principal. */
    public static WireSettings of(String principal) {
        Stack stack = Stack.shared();
        var kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(stack.bootstrapServers()));
        stack.kafkaProperties(principal)
                .forEach((key, value) -> kafka.getProperties().put(key, value.toString()));
        return new WireSettings(kafka, new RegistryProperties(stack.registryUrl()));
    }
}

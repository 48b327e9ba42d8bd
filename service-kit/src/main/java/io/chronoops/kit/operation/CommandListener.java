package io.chronoops.kit.operation;

import io.chronoops.kit.operation.CommandIntake.RawCommand;
import io.chronoops.kit.wire.RegistryAway;
import io.chronoops.ops.MaintenanceCommand;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.kafka.listener.MessageListener;

/** Translates records of ops.commands; a registry out of reach is waited for, unreadable bytes are not. */
final class CommandListener implements MessageListener<String, byte[]> {
    private final CommandIntake intake;
    private final Deserializer<Object> avro;

    CommandListener(CommandIntake intake, Deserializer<Object> avro) {
        this.intake = intake;
        this.avro = avro;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        var raw = new RawCommand(record.partition(), record.offset(), record.key(), value);
        Object decoded;
        try {
            decoded = avro.deserialize(record.topic(), value);
        } catch (RuntimeException e) { // serdes throw whatever they like: only an unreachable registry is worth a retry
            if (RegistryAway.causes(e)) {
                throw e;
            }
            intake.malformed(raw, e.getClass().getSimpleName() + " " + e.getMessage());
            return;
        }
        if (decoded instanceof MaintenanceCommand command) {
            intake.take(raw, command);
        } else {
            intake.malformed(
                    raw,
                    "it holds "
                            + (decoded == null ? "nothing" : decoded.getClass().getName()));
        }
    }
}

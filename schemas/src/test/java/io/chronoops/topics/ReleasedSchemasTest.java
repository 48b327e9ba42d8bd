package io.chronoops.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.Incident;
import io.chronoops.alerts.Notification;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.monitor.Breach;
import io.chronoops.monitor.Reading;
import io.chronoops.ops.DatabaseEvent;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compatibility FULL_TRANSITIVE: each schema reads and is read by every released one. */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("released");

    static Stream<Schema> schemas() {
        return Stream.of(
                MaintenanceCommand.SCHEMA$,
                OperationEvent.SCHEMA$,
                DatabaseEvent.SCHEMA$,
                ChangeEvent.SCHEMA$,
                Reading.SCHEMA$,
                Breach.SCHEMA$,
                AlertEvent.SCHEMA$,
                Incident.SCHEMA$,
                Notification.SCHEMA$,
                Delivery.SCHEMA$);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void reads_and_is_read_by_every_released_version(Schema now) throws IOException, SchemaValidationException {
        List<Schema> released = releasedVersionsOf(now);

        assertThat(released).as("released versions of %s", now.getFullName()).isNotEmpty();
        new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(now, released);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void has_no_union_of_records_and_every_enum_starts_with_unknown_as_its_default(Schema schema) {
        for (Schema part : parts(schema)) {
            if (part.getType() == Schema.Type.UNION) {
                assertThat(part.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL))
                        .as("union in %s", schema.getName())
                        .hasSize(1);
            }
            if (part.getType() == Schema.Type.ENUM) {
                assertThat(part.getEnumSymbols().getFirst()).as(part.getName()).isEqualTo("UNKNOWN");
                assertThat(part.getEnumDefault()).as(part.getName()).isEqualTo("UNKNOWN");
            }
        }
    }

    @Test
    void a_required_field_added_without_default_is_refused() {
        Schema broken = new Schema.Parser()
                .parse(MaintenanceCommand.SCHEMA$
                        .toString()
                        .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"planted\",\"type\":\"string\"},"));

        assertThat(compatible(broken, MaintenanceCommand.SCHEMA$)).isFalse();
    }

    @Test
    void every_command_has_one_owner() {
        List<String> commands = MaintenanceCommand.SCHEMA$.getFields().stream()
                .filter(field -> field.schema().getType() == Schema.Type.UNION
                        && field.schema().getTypes().get(1).getType() == Schema.Type.RECORD)
                .map(Schema.Field::name)
                .toList();

        Set<String> known = new HashSet<>(CommandOwners.OWNERS.keySet());
        known.add(CommandOwners.CANCEL);
        assertThat(known).containsExactlyInAnyOrderElementsOf(commands);
    }

    private static boolean compatible(Schema now, Schema before) {
        try {
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(now, List.of(before));
            return true;
        } catch (SchemaValidationException _) {
            return false;
        }
    }

    private static List<Schema> releasedVersionsOf(Schema schema) throws IOException {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            List<Schema> found = new ArrayList<>();
            for (Path file : files.filter(path -> path.endsWith(schema.getFullName() + ".avsc"))
                    .toList()) {
                found.add(new Schema.Parser().parse(file.toFile()));
            }
            return found;
        }
    }

    private static Set<Schema> parts(Schema root) {
        Set<Schema> seen = new HashSet<>();
        ArrayDeque<Schema> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            if (!seen.add(schema)) {
                continue;
            }
            switch (schema.getType()) {
                case RECORD -> schema.getFields().forEach(field -> open.push(field.schema()));
                case UNION -> schema.getTypes().forEach(open::push);
                case ARRAY -> open.push(schema.getElementType());
                case MAP -> open.push(schema.getValueType());
                default -> {}
            }
        }
        return seen;
    }
}

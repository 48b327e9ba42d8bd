package io.chronoops.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.ops.OperationEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values are made from the schema itself: a field that the writer does not know shows as a difference. */
class ChangeEventWriterTest {
    private static final int EVENTS = 3_000;

    private final Random random = new Random(1);

    @Test
    void writes_every_event_as_avro_does() throws IOException {
        var avro = new SpecificDatumWriter<>(ChangeEvent.class);
        for (int i = 0; i < EVENTS; i++) {
            ChangeEvent event = (ChangeEvent) Objects.requireNonNull(value(ChangeEvent.SCHEMA$));

            assertThat(bytes(new ChangeEventWriter(), event)).as("%s", event).isEqualTo(bytes(avro, event));
        }
    }

    @Test
    void refuses_another_schema() {
        assertThatThrownBy(() -> new ChangeEventWriter().setSchema(OperationEvent.SCHEMA$))
                .hasMessageContaining("OperationEvent");
    }

    private static byte[] bytes(DatumWriter<ChangeEvent> writer, ChangeEvent event) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        writer.write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                var made = (SpecificRecordBase)
                        SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
                for (Field field : schema.getFields()) {
                    made.put(field.pos(), value(field.schema()));
                }
                yield made;
            }
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case NULL -> null;
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) random.nextLong()
                        : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
            case INT -> random.nextInt();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> "é𝄞\"".repeat(random.nextInt(3)) + random.nextInt();
            case ENUM ->
                SpecificData.get()
                        .createEnum(
                                schema.getEnumSymbols()
                                        .get(random.nextInt(
                                                schema.getEnumSymbols().size())),
                                schema);
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(schema.getElementType()));
                }
                yield items;
            }
            case MAP -> {
                Map<String, @Nullable Object> items = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.put("k" + i, value(schema.getValueType()));
                }
                yield items;
            }
            default -> throw new IllegalStateException("no value of " + schema);
        };
    }
}

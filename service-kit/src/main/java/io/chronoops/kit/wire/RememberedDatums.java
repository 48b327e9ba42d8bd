package io.chronoops.kit.wire;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.topics.ChangeEventWriter;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the last record was written and read with. The serdes' own provider looks for it by a fingerprint of the
 * whole schema, made anew for every record: several times as much work as the record itself.
 */
public final class RememberedDatums<T> extends DefaultAvroDatumProvider<T> {
    private volatile @Nullable Written<T> written;
    private volatile @Nullable Read<T> read;

    private record Written<T>(Schema schema, Class<?> type, DatumWriter<T> writer) {}

    private record Read<T>(Schema schema, DatumReader<T> reader) {}

    @Override
    public DatumWriter<T> createDatumWriter(T data, Schema schema) {
        Written<T> last = written;
        if (last != null && last.schema().equals(schema) && last.type() == data.getClass()) {
            return last.writer();
        }
        DatumWriter<T> writer = data instanceof ChangeEvent ? changes() : super.createDatumWriter(data, schema);
        written = new Written<>(schema, data.getClass(), writer);
        return writer;
    }

    /** What is written most has a writer of its own. */
    @SuppressWarnings("unchecked")
    private DatumWriter<T> changes() {
        return (DatumWriter<T>) new ChangeEventWriter();
    }

    @Override
    public DatumReader<T> createDatumReader(Schema schema) {
        Read<T> last = read;
        if (last != null && last.schema().equals(schema)) {
            return last.reader();
        }
        DatumReader<T> reader = super.createDatumReader(schema);
        read = new Read<>(schema, reader);
        return reader;
    }
}

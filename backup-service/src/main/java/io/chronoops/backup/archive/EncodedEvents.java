package io.chronoops.backup.archive;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.topics.ChangeEventWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Events in the form in which a segment holds them: bytes in one array, which a collection of the heap need not walk. */
final class EncodedEvents {
    private static final int FEW = 256;
    private static final int KEPT_BYTES = 4 << 20;

    private final ChangeEventWriter events = new ChangeEventWriter();
    private final Bytes bytes = new Bytes();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    private int[] ends = new int[FEW];
    private int count;

    void add(ChangeEvent event) throws IOException {
        events.write(event, encoder);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = bytes.size();
    }

    int bytes() {
        return bytes.size();
    }

    /** Appends all of them to this file, and forgets them. */
    void moveTo(DataFileWriter<ChangeEvent> file) throws IOException {
        int begin = 0;
        for (int i = 0; i < count; i++) {
            file.appendEncoded(bytes.between(begin, ends[i]));
            begin = ends[i];
        }
        clear();
    }

    void clear() {
        count = 0;
        bytes.clear();
    }

    /** What is written, to be read where it lies. */
    private static final class Bytes extends ByteArrayOutputStream {
        ByteBuffer between(int begin, int end) {
            return ByteBuffer.wrap(buf, begin, end - begin);
        }

        void clear() {
            reset();
            if (buf.length > KEPT_BYTES) {
                buf = new byte[FEW];
            }
        }
    }
}

package io.chronoops.router.kafka;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** The Avro form of each record; the registry's in production, a plain one in tests. */
public interface AlertSerdes {
    /** Both ways for one type. */
    <T extends SpecificRecord> Serde<T> of(Class<T> type);
}

package io.chronoops.router.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** The router's stores are small: RocksDB's own defaults would take over a hundred megabytes each. */
public final class SmallStores implements RocksDBConfigSetter {
    private static final long MEMTABLE = 1024L * 1024;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        options.setWriteBufferSize(MEMTABLE).setMaxWriteBufferNumber(2);
        if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
            options.setTableFormatConfig(table.setCacheIndexAndFilterBlocks(true));
        }
    }

    @Override
    public void close(String storeName, Options options) {
        // nothing of our own was opened
    }
}

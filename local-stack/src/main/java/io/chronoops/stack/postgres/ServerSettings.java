package io.chronoops.stack.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * How a server is set up: what differs between the operated and the control one.
 *
 * @param more settings as name=value, which win over ours
 */
public record ServerSettings(
        String name, String superuser, int port, boolean logical, boolean durable, List<String> more) {
    /** With ours alone. */
    public ServerSettings(String name, String superuser, int port, boolean logical, boolean durable) {
        this(name, superuser, port, logical, durable, List.of());
    }

    /** The server's command line after its data folder. */
    List<String> options(PostgresBinaries binaries) {
        var settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=100",
                "shared_buffers=64MB",
                "max_wal_size=1GB",
                "password_encryption=scram-sha-256",
                "log_line_prefix=%m [%p] %q%u@%d ",
                "log_timezone=UTC",
                "timezone=UTC"));
        if (logical) {
            settings.addAll(List.of(
                    "wal_level=logical", "max_wal_senders=20", "max_replication_slots=20", "track_io_timing=on"));
            if (binaries.hasLibrary("pg_stat_statements")) settings.add("shared_preload_libraries=pg_stat_statements");
        }
        if (!durable) settings.addAll(List.of("fsync=off", "full_page_writes=off"));
        settings.addAll(more);
        return settings.stream()
                .flatMap(setting -> List.of("-c", setting).stream())
                .toList();
    }
}

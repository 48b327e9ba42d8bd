package io.chronoops.monitor.probe.slots;

import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A slot that nobody reads fills the disk; one that lags too far is lost. */
@Component
final class SlotsProbe implements DatabaseProbe {
    /** As PostgreSQL orders them, from well to lost. */
    private static final List<String> STATUS = List.of("reserved", "extended", "unreserved", "lost");

    private static final String SLOTS = """
            SELECT slot_name, slot_type, coalesce(database, '') AS database, active, coalesce(wal_status, 'reserved') AS wal_status,
                   safe_wal_size::float8 AS safe_bytes,
                   greatest(0, here - restart_lsn)::float8 AS retained_bytes,
                   greatest(0, here - confirmed_flush_lsn)::float8 AS unconfirmed_bytes
            FROM pg_replication_slots,
                 (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END AS here) wal
            WHERE NOT temporary
            """;

    @Override
    public String name() {
        return "slots";
    }

    @Override
    public Looking open(String database) {
        return SlotsProbe::look;
    }

    private static Sighting look(Session session) throws SQLException {
        var findings = new Findings();
        for (Row slot : session.rows(SLOTS)) {
            sample(findings, slot);
            export(findings, slot);
        }
        return findings.seen();
    }

    private static void sample(Findings findings, Row slot) {
        Map<String, Object> evidence = new HashMap<>(Map.of(
                "active", slot.flag("active"),
                "type", slot.text("slot_type"),
                "walStatus", slot.text("wal_status"),
                "retainedBytes", slot.whole("retained_bytes"),
                "unconfirmedBytes", slot.whole("unconfirmed_bytes")));
        slot.maybe("safe_bytes").ifPresent(safe -> evidence.put("safeWalBytes", safe));
        String name = slot.text("slot_name");
        findings.sample("slot_retained_bytes", name, slot.number("retained_bytes"), "bytes", evidence)
                .sample("slot_wal_status", name, STATUS.indexOf(slot.text("wal_status")), "count", evidence);
        slot.maybe("safe_bytes").ifPresent(safe -> {
            double limit = slot.number("retained_bytes") + Math.max(0, safe);
            findings.sample(
                    "slot_used_ratio", name, limit == 0 ? 0 : slot.number("retained_bytes") / limit, "ratio", evidence);
        });
    }

    private static void export(Findings findings, Row slot) {
        String[] labels = {
            "slot_name", slot.text("slot_name"), "slot_type", slot.text("slot_type"), "datname", slot.text("database")
        };
        findings.gauge("pg_replication_slots_active", "Whether the slot is read.", slot.flag("active") ? 1 : 0, labels)
                .gauge(
                        "pg_replication_slots_pg_wal_lsn_diff",
                        "Bytes of WAL that the slot keeps.",
                        slot.number("retained_bytes"),
                        labels);
        slot.maybe("safe_bytes")
                .ifPresent(safe -> findings.gauge(
                        "chronoops_slot_safe_wal_bytes",
                        "Bytes that can still be written before the slot is in danger.",
                        safe,
                        labels));
    }
}

package io.chronoops.monitor.rule;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.Severity;
import io.chronoops.monitor.rule.DecideSight.SightChange;
import io.chronoops.monitor.rule.Decided.Change;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a decision into the form that travels. The same decision always gives the same record, id included. */
final class Tell {
    private static final String SOURCE = "monitor-service";
    private static final String NO_EVIDENCE = "{}";

    private Tell() {}

    /** A rule's change, with the evidence of the sample that decided, frozen. */
    static Breach change(Rule rule, BreachKey of, Change change, Reading reading, @Nullable Sample sample) {
        var breach = start(of, change.kind(), reading);
        if (change.value() != null) {
            breach.setValue(change.value());
        }
        return breach.setRuleVersion(rule.version())
                .setSeverity(change.severity())
                .setThreshold(change.threshold())
                .setUnit(rule.wording().unit())
                .setSince(change.since())
                .setSummary(Say.sentence(rule, of, change, reading.getAt()))
                .setEvidence(sample == null ? NO_EVIDENCE : sample.getEvidence())
                .setRunbook(rule.wording().runbook())
                .build();
    }

    /** A change of what a probe can see. */
    static Breach sight(SightPolicy policy, String database, String probe, SightChange change, Reading reading) {
        var of = new BreachKey(SightPolicy.rule(probe), database, "");
        return start(of, change.kind(), reading)
                .setRuleVersion(policy.version(probe))
                .setSeverity(change.kind() == BreachKind.RESET ? Severity.INFO : policy.severity(probe))
                .setSince(change.since())
                .setSummary(database + ": " + probe + " " + change.kind().name().toLowerCase(Locale.ROOT) + ": "
                        + change.reason())
                .setRunbook(policy.runbook())
                .build();
    }

    /** The end of an open breach that nothing will judge any more. */
    static Breach dropped(Breach open, String why, Reading reading) {
        return start(BreachKey.of(open), BreachKind.CLEARED, reading)
                .setRuleVersion(open.getRuleVersion())
                .setSeverity(open.getSeverity())
                .setUnit(open.getUnit())
                .setSince(reading.getAt())
                .setSummary(BreachKey.of(open).database() + ": " + open.getRule() + " cleared: " + why)
                .setRunbook(open.getRunbook())
                .build();
    }

    private static Breach.Builder start(BreachKey of, BreachKind kind, Reading reading) {
        return Breach.newBuilder()
                .setId(id(of + "|" + kind + "|" + reading.getId(), reading.getAt()))
                .setAt(reading.getAt())
                .setSource(SOURCE)
                .setCauseId(reading.getId())
                .setRule(of.rule())
                .setDatabase(of.database())
                .setSubject(of.subject())
                .setKind(kind);
    }

    /** A UUID of version 7 whose random part is the decision's own: a replay gives the same id. */
    private static String id(String decision, Instant at) {
        try {
            var hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(decision.getBytes(StandardCharsets.UTF_8)));
            long high = (at.toEpochMilli() << 16) | 0x7000L | (hash.getLong() & 0xfffL);
            long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

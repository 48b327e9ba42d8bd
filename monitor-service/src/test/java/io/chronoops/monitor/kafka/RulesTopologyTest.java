package io.chronoops.monitor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.kit.wire.AvroJson;
import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.Severity;
import io.chronoops.monitor.Sight;
import io.chronoops.monitor.reading.Heartbeat;
import io.chronoops.monitor.reading.Watched;
import io.chronoops.monitor.rule.Bound;
import io.chronoops.monitor.rule.Judge;
import io.chronoops.monitor.rule.Memory;
import io.chronoops.monitor.rule.Rule;
import io.chronoops.monitor.rule.Rule.Source;
import io.chronoops.monitor.rule.RuleBook;
import io.chronoops.monitor.rule.Side;
import io.chronoops.monitor.rule.SightPolicy;
import io.chronoops.monitor.rule.Wording;
import io.chronoops.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

class RulesTopologyTest {
    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
    private static final RuleBook BOOK = new RuleBook(
            List.of(new Rule(
                    "disk-used",
                    new Source("disk", "disk_used_ratio"),
                    new Bound(Side.ABOVE, Map.of(Severity.WARNING, 0.85, Severity.CRITICAL, 0.9), 0.83),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    new Wording("disk used", "ratio", "disk-used.md"))),
            new SightPolicy(Duration.ofSeconds(30), 3, Severity.WARNING, Map.of(), "blind.md"));

    @Test
    void a_reading_becomes_a_breach_keyed_by_rule_database_and_subject_and_kept_until_it_clears() {
        var told = new ArrayList<Breach>();
        try (var driver = driver(told)) {
            pipe(driver, List.of(disk(0, 0.95), disk(30, 0.95)));
            assertThat(driver.getKeyValueStore(RulesTopology.ACTIVE).get("disk-used|@host|/data"))
                    .isInstanceOf(Breach.class);
            pipe(driver, List.of(disk(45, 0.5), disk(75, 0.5)));

            List<KeyValue<String, Breach>> breaches = breaches(driver);

            assertThat(breaches).extracting(pair -> pair.key).containsOnly("disk-used|@host|/data");
            assertThat(breaches)
                    .extracting(pair -> pair.value.getKind())
                    .containsExactly(BreachKind.BREACHED, BreachKind.CLEARED);
            assertThat(driver.getKeyValueStore(RulesTopology.ACTIVE).all().hasNext())
                    .isFalse();
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void the_stream_tells_what_a_replay_of_the_same_readings_tells() {
        var readings = new ArrayList<Reading>();
        for (int second = 0; second < 900; second += 15) {
            readings.add(disk(second, second % 300 < 120 ? 0.95 : 0.4));
            readings.add(heartbeat(second));
        }
        try (var driver = driver(new ArrayList<>())) {
            pipe(driver, readings);

            var judge = new Judge(BOOK, Memory.empty());
            var replayed =
                    readings.stream().flatMap(r -> judge.judge(r).stream()).toList();

            assertThat(breaches(driver))
                    .extracting(pair -> pair.value)
                    .hasSize(6)
                    .isEqualTo(replayed);
        }
    }

    private static TopologyTestDriver driver(List<Breach> told) {
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "nowhere:1");
        return new TopologyTestDriver(
                RulesTopology.of(BOOK, json(Reading.class), json(Breach.class), told::add), settings);
    }

    private static void pipe(TopologyTestDriver driver, List<Reading> readings) {
        var topic = driver.createInputTopic(
                Topics.READINGS, new StringSerializer(), json(Reading.class).serializer());
        readings.forEach(reading -> topic.pipeInput("@host/disk", reading, reading.getAt()));
    }

    private static List<KeyValue<String, Breach>> breaches(TopologyTestDriver driver) {
        return driver.createOutputTopic(
                        Topics.BREACHES,
                        new StringDeserializer(),
                        json(Breach.class).deserializer())
                .readKeyValuesToList();
    }

    private static Reading heartbeat(long second) {
        var every = Duration.ofSeconds(15);
        return Heartbeat.of(START.plusSeconds(second), every, List.of(new Watched("@host", "disk", every)));
    }

    private static Reading disk(long second, double ratio) {
        return Reading.newBuilder()
                .setId("reading-" + second)
                .setAt(START.plusSeconds(second))
                .setSource("test")
                .setDatabase("@host")
                .setProbe("disk")
                .setSight(Sight.OK)
                .setSamples(List.of(Sample.newBuilder()
                        .setMetric("disk_used_ratio")
                        .setSubject("/data")
                        .setValue(ratio)
                        .build()))
                .build();
    }

    private static <T extends SpecificRecord> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (_, value) -> AvroJson.write(value).getBytes(StandardCharsets.UTF_8),
                (_, bytes) -> AvroJson.read(new String(bytes, StandardCharsets.UTF_8), type));
    }
}

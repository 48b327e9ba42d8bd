package io.chronoops.monitor.kafka;

import io.chronoops.kit.wire.WireSettings;
import io.chronoops.monitor.rule.RuleBook;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way out of readings and the rules. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {
    @Bean
    KafkaReadings kafkaReadings(WireSettings wire, MeterRegistry meters) {
        return new KafkaReadings(wire, meters);
    }

    @Bean
    RulesStream rulesStream(WireSettings wire, RuleBook book, MeterRegistry meters) {
        return new RulesStream(wire, book, meters);
    }
}

package io.chronoops.kit.wire;

import io.chronoops.topics.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

/** Wires Kafka as every service uses it. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({RegistryProperties.class, KafkaProperties.class})
public class WireAutoConfiguration {
    private static final int RETRIES = 10;

    @Bean
    WireSettings wireSettings(KafkaProperties kafka, RegistryProperties registry) {
        return new WireSettings(kafka, registry);
    }

    @Bean
    ProducerFactory<String, SpecificRecord> producerFactory(WireSettings wire) {
        return new DefaultKafkaProducerFactory<>(wire.producer());
    }

    @Bean
    KafkaTemplate<String, SpecificRecord> kafkaTemplate(ProducerFactory<String, SpecificRecord> producers) {
        return new KafkaTemplate<>(producers);
    }

    @Bean
    ConsumerFactory<String, SpecificRecord> consumerFactory(WireSettings wire, Environment environment) {
        var settings = wire.consumer(environment.getRequiredProperty("spring.application.name"));
        settings.put("spring.deserializer.value.delegate.class", settings.get("value.deserializer"));
        settings.put("value.deserializer", ErrorHandlingDeserializer.class);
        return new DefaultKafkaConsumerFactory<>(settings);
    }

    /** A record that stays unreadable goes to its topic's dead letters; the partition goes on. */
    @Bean
    CommonErrorHandler deadLetters(WireSettings wire) {
        var raw = new KafkaTemplate<String, byte[]>(new DefaultKafkaProducerFactory<>(wire.rawProducer()));
        var letters = new DeadLetterPublishingRecoverer(
                raw, (record, _) -> new TopicPartition(Topics.dlt(record.topic()), 0));
        return new DefaultErrorHandler(letters, new ExponentialBackOffWithMaxRetries(RETRIES));
    }
}

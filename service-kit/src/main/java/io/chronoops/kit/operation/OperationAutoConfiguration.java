package io.chronoops.kit.operation;

import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.databases.DatabasesAutoConfiguration;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.topics.Topics;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.FixedBackOff;

/** Wires operations for services that have a control database. */
@AutoConfiguration(
        after = {
            DatabasesAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            FlywayAutoConfiguration.class
        })
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(OperationProperties.class)
public class OperationAutoConfiguration {
    private static final long RETRY_MILLIS = 1000;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Outbox outbox(JdbcTemplate jdbc) {
        return new Outbox(jdbc);
    }

    @Bean
    Events operationEvents(Outbox outbox, Clock clock, @Value("${spring.application.name}") String service) {
        return new Events(outbox, clock, service);
    }

    @Bean
    Operations operations(JdbcTemplate jdbc, PlatformTransactionManager transactions, Events events) {
        return new Operations(jdbc, new TransactionTemplate(transactions), events);
    }

    @Bean
    OperationList operationList(JdbcTemplate jdbc) {
        return new OperationList(jdbc);
    }

    @Bean
    @DependsOn("flywayInitializer")
    OperationJobs operationJobs(
            DataSource control, Operations operations, List<CommandHandler> handlers, OperationProperties properties) {
        return new OperationJobs(control, new RunOperation(operations, handlers, properties));
    }

    @Bean
    @DependsOn("flywayInitializer")
    OutboxRelay outboxRelay(
            DataSource control, WireSettings wire, @Value("${spring.application.name}") String service) {
        return new OutboxRelay(control, wire, service);
    }

    @Bean
    CommandPublisher commandPublisher(KafkaTemplate<String, SpecificRecord> kafka) {
        return new CommandPublisher(kafka);
    }

    @Bean
    OperationFollower operationFollower(WireSettings wire) {
        return new OperationFollower(wire);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> commandContainer(
            WireSettings wire,
            Operations operations,
            OperationJobs jobs,
            Outbox outbox,
            Databases databases,
            List<CommandHandler> handlers,
            @Value("${spring.application.name}") String service) {
        var intake = new CommandIntake(service, operations, jobs, outbox, databases, handlers);
        var properties = new ContainerProperties(Topics.COMMANDS);
        properties.setMessageListener(new CommandListener(intake, wire.deserializer()));
        properties.setAckMode(ContainerProperties.AckMode.RECORD);
        var consumers = new DefaultKafkaConsumerFactory<String, byte[]>(wire.rawConsumer(service + "-commands"));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName("commands");
        // A command is never skipped: while control or the registry is away the partition waits.
        container.setCommonErrorHandler(
                new DefaultErrorHandler(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return container;
    }
}

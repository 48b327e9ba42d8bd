package io.chronoops.kit.web;

import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.kit.operation.OperationAutoConfiguration;
import io.chronoops.kit.operation.OperationList;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;

/** Wires what every service answers over REST. */
@AutoConfiguration(after = OperationAutoConfiguration.class)
public class WebAutoConfiguration {
    @Bean
    Problems problems() {
        return new Problems();
    }

    @Bean
    @ConditionalOnBean(Databases.class)
    DatabasesController databasesController(Databases databases) {
        return new DatabasesController(databases);
    }

    @Bean
    @ConditionalOnBean(CommandPublisher.class)
    CommandsController commandsController(CommandPublisher publisher) {
        return new CommandsController(publisher);
    }

    @Bean
    @ConditionalOnBean(OperationList.class)
    OperationsController operationsController(OperationList operations) {
        return new OperationsController(operations);
    }

    /** Every metric says which service it comes from. */
    @Bean
    MeterRegistryCustomizer<MeterRegistry> serviceTag(@Value("${spring.application.name}") String service) {
        return registry -> registry.config().commonTags("service", service);
    }
}

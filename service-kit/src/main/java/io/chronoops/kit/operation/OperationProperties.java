package io.chronoops.kit.operation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How operations are run.
 *
 * @param maxAttempts how often one is started before it is given up; a restart of the service in the middle counts too
 */
@ConfigurationProperties("chronoops.operations")
public record OperationProperties(@DefaultValue("20") int maxAttempts) {
    public OperationProperties {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "chronoops.operations.max-attempts must be 1 or more, was " + maxAttempts);
        }
    }
}

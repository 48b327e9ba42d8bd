package io.chronoops.backup.capture;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes are captured.
 *
 * @param heartbeat how often a sign of life is written into the operated database's WAL: bounds how stale the RPO figure is
 * @param retryAfter pause before a capture that stopped is started again
 */
@ConfigurationProperties("chronoops.capture")
public record CaptureProperties(
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("2s") Duration retryAfter) {}

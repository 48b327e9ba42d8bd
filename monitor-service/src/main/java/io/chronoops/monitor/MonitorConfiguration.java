package io.chronoops.monitor;

import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.monitor.analytics.Analytics;
import io.chronoops.monitor.analytics.AnalyticsProbe;
import io.chronoops.monitor.analytics.AnalyticsProperties;
import io.chronoops.monitor.health.CheckHealth;
import io.chronoops.monitor.metrics.BreachSeries;
import io.chronoops.monitor.metrics.PrometheusSeries;
import io.chronoops.monitor.metrics.RoundSeries;
import io.chronoops.monitor.metrics.RowSeries;
import io.chronoops.monitor.postgres.Login;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.HostProbe;
import io.chronoops.monitor.rule.OpenBreaches;
import io.chronoops.monitor.rule.RuleBook;
import io.chronoops.monitor.rule.RuleProperties;
import io.chronoops.monitor.tripwire.Tripwire;
import io.chronoops.monitor.tripwire.TripwireProbe;
import io.chronoops.monitor.tripwire.TripwireProperties;
import io.chronoops.monitor.watch.Newest;
import io.chronoops.monitor.watch.Readings;
import io.chronoops.monitor.watch.Watch;
import io.chronoops.monitor.watch.Watch.Probes;
import io.chronoops.monitor.watch.WatchProperties;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the monitor. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    WatchProperties.class,
    RuleProperties.class,
    AnalyticsProperties.class,
    TripwireProperties.class
})
class MonitorConfiguration {
    /** A whole table may take this long to be loaded. */
    private static final Duration LOAD = Duration.ofMinutes(10);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RuleBook ruleBook(RuleProperties properties) {
        return properties.book();
    }

    @Bean
    Newest newest() {
        return new Newest();
    }

    @Bean
    Watch watch(
            WatchProperties properties, Secrets secrets, Probes probes, Newest newest, Readings readings, Clock clock) {
        var login = new Login(secrets, properties.role(), properties.statementTimeout(), properties.lockTimeout());
        return new Watch(properties, login, probes, newest, readings, clock);
    }

    @Bean
    Probes probes(
            List<DatabaseProbe> database, List<HostProbe> host, @Value("${chronoops.monitor.host-name}") String name) {
        return new Probes(database, host, "@" + name);
    }

    @Bean
    Analytics analytics(AnalyticsProperties properties, WatchProperties watch, Secrets secrets, WireSettings wire) {
        return new Analytics(properties, new Login(secrets, watch.role(), LOAD, watch.lockTimeout()), wire);
    }

    @Bean
    AnalyticsProbe analyticsProbe(Analytics analytics, Clock clock) {
        return new AnalyticsProbe(analytics, clock);
    }

    @Bean
    Tripwire tripwire(TripwireProperties properties, WireSettings wire, Clock clock) {
        return new Tripwire(properties, wire, clock);
    }

    @Bean
    TripwireProbe tripwireProbe(Tripwire tripwire) {
        return new TripwireProbe(tripwire);
    }

    @Bean
    CheckHealth checkHealth(RuleBook book, OpenBreaches open, Newest newest, Probes probes, Clock clock) {
        return new CheckHealth(book, open, newest, probes.hostName(), clock);
    }

    @Bean
    PrometheusSeries prometheusSeries(
            PrometheusRegistry registry,
            Newest newest,
            OpenBreaches open,
            Analytics analytics,
            AnalyticsProperties properties) {
        var series = new PrometheusSeries(List.of(
                new RoundSeries(newest), new BreachSeries(open), new RowSeries(analytics, properties.topValues())));
        registry.register(series);
        return series;
    }

    @Bean
    ApplicationRunner begin(Watch watch, Analytics analytics, Tripwire tripwire, Databases databases) {
        return _ -> {
            // before the first heartbeat: it would say that no database is watched, and close their breaches
            databases.watch(watch);
            watch.start();
            databases.watch(analytics);
            databases.watch(tripwire);
        };
    }
}

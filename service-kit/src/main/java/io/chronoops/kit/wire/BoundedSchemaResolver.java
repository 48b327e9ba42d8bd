package io.chronoops.kit.wire;

import io.apicurio.registry.client.RegistryClientFactory;
import io.apicurio.registry.client.common.DefaultVertxInstance;
import io.apicurio.registry.client.common.RegistryClientOptions;
import io.apicurio.registry.resolver.DefaultSchemaResolver;
import io.apicurio.registry.resolver.SchemaParser;
import io.apicurio.registry.resolver.client.RegistryClientFacadeImpl;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the registry with a bound on time. Apicurio's own client (3.1.7) waits for ever on a registry that takes the connection and says
 * nothing, and asks again for what never changes every 30 s. Each question has a connection of its own: Vert.x (4.5.21) ends one that
 * was idle for long enough also while the next question is being put on it, and that question fails.
 */
public final class BoundedSchemaResolver<S, T> extends DefaultSchemaResolver<S, T> {
    private static final int SECONDS = 3;
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final WebClient WEB = WebClient.create(
            DefaultVertxInstance.get(),
            new WebClientOptions()
                    .setConnectTimeout(SECONDS * 1000)
                    .setIdleTimeout(SECONDS)
                    .setKeepAlive(false));

    /** Serde settings that use it; a known schema outlives the registry's absence. */
    static Map<String, Object> in(Map<String, Object> settings) {
        var bounded = new HashMap<>(settings);
        bounded.put(SerdeConfig.SCHEMA_RESOLVER, BoundedSchemaResolver.class.getName());
        bounded.put(SchemaResolverConfig.CHECK_PERIOD_MS, REMEMBERED.toMillis());
        bounded.put(SchemaResolverConfig.FAULT_TOLERANT_REFRESH, true);
        return bounded;
    }

    @Override
    public void configure(Map<String, ?> configs, SchemaParser<S, T> parser) {
        if (clientFacade == null) {
            String url = new SchemaResolverConfig(configs).getRegistryUrl();
            setClientFacade(new RegistryClientFacadeImpl(RegistryClientFactory.create(
                    RegistryClientOptions.create(url).customWebClient(WEB))));
        }
        super.configure(configs, parser);
    }
}

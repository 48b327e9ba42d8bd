package io.chronoops.cli.context;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the services are and who we are to them.
 *
 * @param urls by service: backup, monitor, migration, router
 * @param token bearer token; its role decides what we may
 */
public record Context(String name, Map<String, String> urls, String token) {
    /** Where a service is; none where the context does not have it. */
    public Optional<URI> url(String service) {
        return Optional.ofNullable(urls.get(service)).map(url -> URI.create(url.replaceFirst("/+$", "")));
    }
}

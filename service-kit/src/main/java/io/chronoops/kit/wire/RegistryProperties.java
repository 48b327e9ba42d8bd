package io.chronoops.kit.wire;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the schema registry answers.
 *
 * @param url Apicurio's own API, for example http://127.0.0.1:8080/apis/registry/v3
 */
@ConfigurationProperties("chronoops.registry")
public record RegistryProperties(String url) {
    public RegistryProperties {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(
                    "chronoops.registry.url is not set: give the registry's address, for example http://127.0.0.1:8080/apis/registry/v3");
        }
    }
}

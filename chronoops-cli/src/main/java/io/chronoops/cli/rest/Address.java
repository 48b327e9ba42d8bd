package io.chronoops.cli.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked of a service, below /api/v1: a path and a query, encoded. */
public record Address(String path, List<Map.Entry<String, String>> query) {
    /** Of these parts, such as backups and an id. */
    public static Address of(String... parts) {
        return new Address(
                java.util.Arrays.stream(parts).map(Address::encoded).collect(Collectors.joining("/", "/api/v1/", "")),
                List.of());
    }

    /** With one more parameter, which may be there already; null: without it. */
    public Address with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(query);
        more.add(Map.entry(name, value.toString()));
        return new Address(path, more);
    }

    @Override
    public String toString() {
        return path
                + query.stream()
                        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

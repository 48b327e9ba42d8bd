package io.chronoops.stack.data;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the command line reads to find the services: a name, their URLs, a token. Plain JSON; nothing in it needs escaping. */
public record Context(String name, Map<String, String> urls, String token) {
    public static final String FILE = "context.json";

    /** As JSON. */
    public String json() {
        String each = new TreeMap<>(urls)
                .entrySet().stream()
                        .map(url -> "\"" + url.getKey() + "\": \"" + url.getValue() + "\"")
                        .collect(Collectors.joining(",\n    "));
        return """
                {
                  "name": "%s",
                  "urls": {
                    %s
                  },
                  "token": "%s"
                }
                """.formatted(name, each, token);
    }
}

package io.chronoops.router.policy;

import io.chronoops.router.id.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A policy as the JSON text that travels in the log. */
public final class PolicyText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int VERSION_LENGTH = 12;

    private PolicyText() {}

    /** The policy as JSON; equal policies give equal text. */
    public static String write(Policy policy) {
        ObjectNode root = JSON.createObjectNode();
        var tiers = root.putArray("tiers");
        for (Tier tier : policy.tiers()) {
            tiers.addObject()
                    .put("name", tier.name())
                    .put("delay", tier.delay().toString())
                    .put("receiver", tier.receiver());
        }
        var severities = root.putObject("severities");
        for (Severity severity : Severity.values()) {
            var names = severities.putArray(severity.name());
            policy.routes().getOrDefault(severity, List.of()).forEach(names::add);
        }
        root.put("breath", policy.breath().toString());
        return JSON.writeValueAsString(root);
    }

    /** The policy of such a text. */
    public static Policy read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            var tiers = new ArrayList<Tier>();
            for (JsonNode tier : root.required("tiers")) {
                tiers.add(new Tier(
                        tier.required("name").stringValue(),
                        Duration.parse(tier.required("delay").stringValue()),
                        tier.required("receiver").stringValue()));
            }
            Map<Severity, List<String>> routes = new EnumMap<>(Severity.class);
            for (Severity severity : Severity.values()) {
                var names = new ArrayList<String>();
                root.required("severities").path(severity.name()).forEach(name -> names.add(name.stringValue()));
                routes.put(severity, names);
            }
            return new Policy(
                    tiers, routes, Duration.parse(root.required("breath").stringValue()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a policy: " + text, e);
        }
    }

    static String version(Policy policy) {
        return Fingerprint.of(write(policy)).substring(0, VERSION_LENGTH);
    }
}

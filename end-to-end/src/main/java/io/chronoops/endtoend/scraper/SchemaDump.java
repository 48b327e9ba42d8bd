package io.chronoops.endtoend.scraper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * pg_dump -s, an entry an object, without what prepares a database for Chrono Ops (schema, publication and event triggers
 * named chronoops): a restored database has none of it until it is added itself.
 */
public record SchemaDump(List<String> objects) {
    private static final Pattern HEADER = Pattern.compile("-- Name: (.*); Type: (.*); Schema: (.*); Owner: (.*)");
    private static final String END = "-- PostgreSQL database dump complete";
    private static final String OURS = "chronoops";

    /** What pg_dump wrote. */
    public static SchemaDump parse(String text) {
        var objects = new ArrayList<String>();
        var object = new StringBuilder();
        boolean kept = true;
        for (String line : text.lines().toList()) {
            var header = HEADER.matcher(line);
            if (header.matches()) {
                if (kept) objects.add(object.toString());
                object.setLength(0);
                kept = !isOurs(header.group(1), header.group(2), header.group(3));
            }
            if (!isForm(line)) {
                object.append(line).append('\n');
            }
        }
        if (kept) objects.add(object.toString());
        return new SchemaDump(List.copyOf(objects));
    }

    /** No part of an object: what stands between and after them, and \restrict with its random word. */
    private static boolean isForm(String line) {
        return line.isBlank()
                || line.equals("--")
                || line.startsWith("\\")
                || line.startsWith("SET ")
                || line.equals(END);
    }

    private static boolean isOurs(String name, String type, String schema) {
        return schema.equals(OURS)
                || switch (type) {
                    case "SCHEMA", "PUBLICATION" -> name.equals(OURS);
                    case "ACL" -> name.equals("SCHEMA " + OURS);
                    case "PUBLICATION TABLE" -> name.startsWith(OURS + " ");
                    case "EVENT TRIGGER" -> name.startsWith(OURS + "_");
                    default -> false;
                };
    }

    /** The first object that only one of them has; empty where they agree. */
    public String firstDifference(SchemaDump other) {
        if (objects.equals(other.objects)) return "";
        for (String object : objects)
            if (!other.objects.contains(object)) return "missing or other: " + firstLine(object);
        for (String object : other.objects) if (!objects.contains(object)) return "new: " + firstLine(object);
        return "another order";
    }

    private static String firstLine(String object) {
        return object.lines().findFirst().orElse("");
    }
}

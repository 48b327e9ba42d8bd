package io.chronoops.monitor.rule;

import io.chronoops.monitor.Breach;

/** What a breach is of: the key of its records, and of its incident. A subject may hold any character. */
public record BreachKey(String rule, String database, String subject) {
    /** The key of a breach. */
    public static BreachKey of(Breach breach) {
        return new BreachKey(breach.getRule(), breach.getDatabase(), breach.getSubject());
    }

    static BreachKey parse(String key) {
        String[] parts = key.split("\\|", 3);
        return new BreachKey(parts[0], parts[1], parts[2]);
    }

    /** The beginning of the keys of all subjects of a rule at a database. */
    static String prefix(String rule, String database) {
        return rule + "|" + database + "|";
    }

    @Override
    public String toString() {
        return prefix(rule, database) + subject;
    }
}

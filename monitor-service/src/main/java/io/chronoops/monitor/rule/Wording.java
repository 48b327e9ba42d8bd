package io.chronoops.monitor.rule;

/**
 * How a rule speaks to a person.
 *
 * @param says what is measured, in words: "connections in use"
 * @param unit ratio, seconds, bytes or count
 * @param runbook where the mend is written
 */
public record Wording(String says, String unit, String runbook) {}

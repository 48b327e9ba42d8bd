package io.chronoops.router.incident;

import io.chronoops.router.policy.Severity;

/**
 * What is wrong.
 *
 * @param key its identity: equal keys join one incident while that is not resolved
 * @param summary one sentence for a person
 */
public record Trouble(String key, Severity severity, String summary, Place place, Facts facts) {
    /** Where: the database, and what within it. */
    public record Place(String database, String subject) {}

    /** What shows it, and where the mend is written; evidence is a JSON object. */
    public record Facts(String value, String threshold, String evidence, String runbook) {}

    /** The newer trouble, at the worse severity of both; milder news does not hide what is worse. */
    Trouble joinedBy(Trouble newer) {
        return severity.worseThan(newer.severity) ? this : newer;
    }
}

package io.chronoops.monitor.rule;

import io.chronoops.monitor.Breach;
import java.util.Map;
import java.util.Optional;

/** What is open now, as the rules decided it. Empty while the rules are starting: that is not the same as nothing open. */
public interface OpenBreaches {
    /** The newest opening breach of each, by rule|database|subject. */
    Optional<Map<String, Breach>> breaches();

    /** Where rules stand that are not quiet, by rule|database|subject. */
    Optional<Map<String, Standing>> standings();
}

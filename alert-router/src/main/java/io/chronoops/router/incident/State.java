package io.chronoops.router.incident;

import io.chronoops.router.policy.Policy;
import java.util.Optional;

/** All that decisions so far have left behind. */
public interface State {
    /** Whether a record of this id was decided already. */
    boolean decided(String recordId);

    /** The incident of this key that is not over, if there is one. */
    Optional<Incident.Live> live(String key);

    /** The incident of this id. */
    Optional<Incident> incident(String id);

    /** The policy for incidents that open now. */
    Policy policy();

    /** The policy of this version, under which an incident opened. */
    Policy policy(String version);
}

package io.chronoops.router.inbound;

import io.chronoops.alerts.AlertEvent;

/** What a record of another service means to the router. */
public sealed interface Translation {
    /** It is an alert, or the end of one: this goes to the log. */
    record Alert(AlertEvent event) implements Translation {}

    /** It concerns nobody. */
    record Nothing() implements Translation {}

    /** It is of a kind that this version does not know. */
    record Unknown(String what) implements Translation {}
}

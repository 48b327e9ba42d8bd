package io.chronoops.stack;

import java.util.List;

/**
 * What a measurement sets otherwise than a small stack has it; what comes last wins.
 *
 * @param operated settings of the operated server, as name=value
 * @param services options of the services' JVMs
 */
public record Tuning(List<String> operated, List<String> services) {
    static final Tuning NONE = new Tuning(List.of(), List.of());
}

package io.chronoops.endtoend.bench;

import java.util.List;
import java.util.Map;

/**
 * All that a run found.
 *
 * @param rounds of each side by its name, in the order in which they were measured
 */
record Result(String dataset, String server, String service, List<Row> rows, Map<String, List<Measured>> rounds) {}

/** The whole product at once: the demo, the benchmarks. */
@NullMarked
package io.chronoops.endtoend;

import org.jspecify.annotations.NullMarked;

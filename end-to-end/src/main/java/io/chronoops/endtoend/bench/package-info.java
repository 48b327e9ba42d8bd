/** Benchmarks: our work and a peer's, measured alternately in one run. */
@NullMarked
package io.chronoops.endtoend.bench;

import org.jspecify.annotations.NullMarked;

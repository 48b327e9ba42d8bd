package io.chronoops.endtoend.bench;

import java.util.function.ToDoubleFunction;

/**
 * What is to be compared and how far we want to get.
 *
 * @param figure the one that counts, of either side
 * @param goal the highest ratio of ours to the peer's that is good
 */
record Comparison(
        Only name, String work, String unit, Side ours, Side peer, ToDoubleFunction<Measured> figure, double goal) {}

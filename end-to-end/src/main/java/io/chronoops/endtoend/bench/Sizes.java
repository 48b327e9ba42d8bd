package io.chronoops.endtoend.bench;

/**
 * How much is measured.
 *
 * @param changes of rows, in transactions of a thousand
 * @param rows of the large table
 * @param seconds for which writers write
 * @param rounds of each measurement
 */
record Sizes(int changes, int rows, int seconds, int rounds) {}

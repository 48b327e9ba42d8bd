package io.chronoops.stack.cli;

import java.util.function.Supplier;

/** One thing that must be in order: tells what it found, or throws the problem with its mend. */
record Check(String name, Supplier<String> finding) {}

package io.chronoops.endtoend.bench;

import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures our work and a peer's alternately, in one run, on a stack of its own.",
        subcommands = {BackupBenchCommand.class, TimeMachineBenchCommand.class})
public final class BenchCommand {}

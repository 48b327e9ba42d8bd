package io.chronoops.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM of ours as a process of its own, small and quick to start.
 *
 * @param home the folder it runs in, and by whose name it is found again
 * @param classes the archive of loaded classes, written when the first such process ends in good order
 * @param options options of the JVM, up to the main class or -jar
 */
public record JavaProgram(Path home, Path classes, int heapMegabytes, List<String> options) {
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:cds*=off",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** How this program is told from others. */
    public String mark() {
        return "-Dchronoops.part=" + home;
    }

    /** How to run it as a part. */
    public Launch launch(Map<String, String> environment, Path log, String... arguments) {
        return launch(List.of("-XX:+AutoCreateSharedArchive"), environment, log, arguments);
    }

    /** How to run a tool of the same classes, which ends by itself and leaves the archive as it is. */
    public Launch tool(Path log, String... arguments) {
        return launch(List.of(), Map.of(), log, arguments);
    }

    private Launch launch(List<String> more, Map<String, String> environment, Path log, String... arguments) {
        Folders.makePrivate(home);
        var command = new ArrayList<>(
                List.of(java(), mark(), "-Xmx" + heapMegabytes + "m", "-XX:SharedArchiveFile=" + classes));
        command.addAll(SMALL);
        command.addAll(more);
        command.addAll(options);
        command.addAll(List.of(arguments));
        return new Launch(command, environment, home, log);
    }

    /** Runs a short program of java to its end. */
    public static void run(Path folder, Path log, String what, String... arguments) {
        var command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        new Launch(command, Map.of(), folder, log).run(what);
    }

    /** The java that runs us. */
    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

package io.chronoops.stack.cli;

import io.chronoops.stack.Part;
import io.chronoops.stack.Stack;
import io.chronoops.stack.data.Built;
import io.chronoops.stack.data.Port;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.kafka.Principals;
import io.chronoops.stack.postgres.PostgresBinaries;
import io.chronoops.stack.process.MachineLacks;
import io.chronoops.stack.process.OrdinaryUser;
import io.chronoops.stack.process.StackProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the doctor looks at. */
final class Checks {
    private static final int JAVA = 25;
    private static final long FREE_BYTES = 2L << 30;

    private Checks() {}

    static List<Check> of(Path folder, Optional<Stack> stack) {
        return List.of(
                new Check("JDK", Checks::jdk),
                new Check("PostgreSQL", () -> PostgresBinaries.find().describe()),
                new Check("PostgreSQL's user", () -> user(folder)),
                new Check(
                        "broker",
                        () -> "class path of " + Built.brokerClassPath().split(":").length + " jars"),
                new Check("registry", () -> Built.registryJar().toString()),
                new Check("services", Checks::services),
                new Check("disk", () -> disk(folder)),
                new Check("ports", () -> ports(stack)),
                new Check("stack", () -> stack(folder, stack)));
    }

    private static String jdk() {
        int feature = Runtime.version().feature();
        if (feature >= JAVA) return System.getProperty("java.home") + " (" + Runtime.version() + ")";
        throw new MachineLacks(
                "Java " + feature + " runs this, " + JAVA + " is needed: sudo apt-get install temurin-25-jdk");
    }

    private static String user(Path folder) {
        OrdinaryUser user = OrdinaryUser.find();
        String name = user.other().orElseGet(() -> System.getProperty("user.name"));
        if (user.canEnter(folder)) return name;
        throw new StackProblem("user " + name + " cannot enter " + folder + ": --data /var/tmp/chronoops");
    }

    private static String services() {
        List<String> missing = Principals.SERVICES.stream()
                .filter(service -> Built.service(service).isEmpty())
                .toList();
        if (missing.isEmpty()) return "all four built";
        throw new StackProblem("not built: " + String.join(", ", missing) + ": ./mvnw -q -DskipTests package");
    }

    private static String disk(Path folder) {
        Path there = folder;
        while (!there.toFile().exists() && there.getParent() != null) there = there.getParent();
        long free = there.toFile().getUsableSpace();
        String found = (free >> 30) + " GB free at " + there;
        if (free >= FREE_BYTES) return found;
        throw new StackProblem(found + ", a stack wants 2: free some, or --data elsewhere");
    }

    private static String ports(Optional<Stack> stack) {
        if (stack.isPresent() && Where.runs(stack.get())) return "the stack's own, it runs";
        Ports.fixed().mustBeFree(List.of(Port.values()));
        return "the fixed ones are free";
    }

    private static String stack(Path folder, Optional<Stack> stack) {
        if (stack.isEmpty() || !Where.runs(stack.get())) return "none runs in " + folder;
        List<String> silent = stack.get().parts().stream()
                .filter(part -> !part.isReady())
                .map(Part::name)
                .toList();
        if (silent.isEmpty()) return "all parts answer, data in " + folder;
        throw new StackProblem("runs, but does not answer: " + String.join(", ", silent)
                + ": ./chronoops up starts them, logs in " + folder.resolve("logs"));
    }
}

package io.chronoops.endtoend.seen;

import io.chronoops.stack.process.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** docker-compose: the machine's own, Docker's plugin, else Debian's package unpacked beside, with what it needs of Python. */
record ComposeProgram(List<String> command, Map<String, String> environment) {
    private static final String PYTHON = "/usr/bin/python3";
    private static final List<String> PACKAGES = Stream.concat(
                    Stream.of("docker-compose"),
                    Stream.of(
                                    "attr",
                                    "certifi",
                                    "chardet",
                                    "charset-normalizer",
                                    "distro",
                                    "docker",
                                    "dockerpty",
                                    "docopt",
                                    "dotenv",
                                    "idna",
                                    "jsonschema",
                                    "packaging",
                                    "pyrsistent",
                                    "requests",
                                    "six",
                                    "texttable",
                                    "urllib3",
                                    "websocket",
                                    "yaml")
                            .map(name -> "python3-" + name))
            .toList();

    /** The first that works. */
    static Optional<ComposeProgram> find() {
        return Stream.of(
                        Programs.find("docker-compose").map(program -> plain(program.toString())),
                        Programs.find("docker").map(program -> plain(program.toString(), "compose")),
                        unpacked())
                .flatMap(Optional::stream)
                .filter(program -> program.run(Path.of("."), List.of("version")).exit() == 0)
                .findFirst();
    }

    Command run(Path folder, List<String> arguments) {
        return Command.run(
                folder,
                environment,
                Stream.concat(command.stream(), arguments.stream()).toList());
    }

    private static ComposeProgram plain(String... command) {
        return new ComposeProgram(List.of(command), Map.of());
    }

    private static Optional<ComposeProgram> unpacked() {
        return DebianPackages.unpacked("docker-compose", PACKAGES)
                .map(folder -> new ComposeProgram(
                        List.of(PYTHON, folder.resolve("usr/bin/docker-compose").toString()),
                        Map.of(
                                "PYTHONPATH",
                                folder.resolve("usr/lib/python3/dist-packages").toString())));
    }
}

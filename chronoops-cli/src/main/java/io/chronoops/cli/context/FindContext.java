package io.chronoops.cli.context;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.terminal.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Finds and reads the context file: --context, else CHRONOOPS_CONTEXT, else .chronoops/context.json of this folder. */
public final class FindContext {
    private static final String FOLDER = ".chronoops";
    private static final String SUFFIX = ".json";

    private final Surroundings around;

    /** Looks in these surroundings. */
    public FindContext(Surroundings around) {
        this.around = around;
    }

    /** The context of this name or path; null: the default one. */
    public Context find(@Nullable String named) {
        String wanted = named == null ? around.environment().getOrDefault("CHRONOOPS_CONTEXT", "") : named;
        List<Path> places = wanted.isEmpty()
                ? List.of(around.folder().resolve(FOLDER).resolve("context" + SUFFIX))
                : places(wanted);
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .map(FindContext::read)
                .orElseThrow(() -> missing(wanted, places));
    }

    private List<Path> places(String wanted) {
        if (wanted.contains("/") || wanted.endsWith(SUFFIX)) {
            return List.of(around.folder().resolve(wanted));
        }
        List<Path> places = new ArrayList<>();
        places.add(around.folder().resolve(FOLDER).resolve(wanted + SUFFIX));
        String home = around.environment().get("HOME");
        if (home != null) {
            places.add(Path.of(home).resolve(FOLDER).resolve(wanted + SUFFIX));
        }
        return places;
    }

    private static Trouble missing(String wanted, List<Path> places) {
        String where = String.join(" nor ", places.stream().map(Path::toString).toList());
        return wanted.isEmpty()
                ? Trouble.unreachable(
                        "no services are known here: there is no " + where,
                        "start the local stack with ./chronoops up, or name a context file: --context FILE")
                : Trouble.unreachable(
                        "there is no context " + wanted + ": no file " + where,
                        "write it, with the urls of the services and a token, or leave --context out");
    }

    private static Context read(Path file) {
        try {
            JsonNode json = Json.read(Files.readString(file));
            if (!json.path("urls").isObject()) {
                throw unusable(file, "it has no \"urls\"");
            }
            Context read = Json.as(Context.class, json);
            return new Context(
                    Objects.requireNonNullElse(read.name(), ""),
                    Map.copyOf(read.urls()),
                    Objects.requireNonNullElse(read.token(), ""));
        } catch (JacksonException e) {
            throw unusable(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw Trouble.unreachable("context file " + file + " cannot be read: " + e, "check its permissions");
        }
    }

    private static Trouble unusable(Path file, String why) {
        return Trouble.unreachable(
                "context file " + file + " is not usable: " + why,
                "it must look like {\"name\":\"local\",\"urls\":{\"backup\":\"http://127.0.0.1:8081\"},\"token\":\"…\"}");
    }
}

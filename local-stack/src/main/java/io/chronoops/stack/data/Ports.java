package io.chronoops.stack.data;

import io.chronoops.stack.process.StackProblem;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Which port each part listens on. */
public record Ports(Map<Port, Integer> numbers) {
    public Ports {
        numbers = Collections.unmodifiableMap(new EnumMap<>(numbers));
    }

    /** Those that {@code up} takes unless told otherwise. */
    public static Ports fixed() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (Port port : Port.values()) numbers.put(port, port.fixed());
        return new Ports(numbers);
    }

    /** Ports that nobody has now. */
    public static Ports free() {
        var found = FreePorts.find(Port.values().length).iterator();
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (Port port : Port.values()) numbers.put(port, found.next());
        return new Ports(numbers);
    }

    public int of(Port port) {
        return Objects.requireNonNull(numbers.get(port));
    }

    /** Refuses where another process has one of these. */
    public void mustBeFree(List<Port> wanted) {
        var taken = new ArrayList<String>();
        for (Port port : wanted) if (!FreePorts.isFree(of(port))) taken.add(of(port) + " (" + port.part() + ")");
        if (!taken.isEmpty()) {
            throw new StackProblem("another process listens on 127.0.0.1 port " + String.join(", ", taken)
                    + ": end it, or use --free-ports");
        }
    }

    /** As kept from one start to the next, or none. */
    public static Optional<Ports> read(Path file) {
        if (!Files.exists(file)) return Optional.empty();
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (Port port : Port.values()) {
            String number = properties.getProperty(port.part());
            if (number == null) return Optional.empty();
            numbers.put(port, Integer.valueOf(number));
        }
        return Optional.of(new Ports(numbers));
    }

    /** Keeps them for {@code down}, {@code status} and the next start. */
    public void write(Path file) {
        var sorted = new TreeMap<String, String>();
        numbers.forEach((port, number) -> sorted.put(port.part(), Integer.toString(number)));
        try (Writer writer = Files.newBufferedWriter(file)) {
            for (var entry : sorted.entrySet()) writer.write(entry.getKey() + "=" + entry.getValue() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}

package io.chronoops.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Names and their values below each other, the values aligned. */
public final class Facts implements View {
    private static final String INDENT = "  ";

    private final List<Fact> facts = new ArrayList<>();

    private record Fact(String name, Cell value) {}

    /** One more, a text or a {@link Cell}; an empty value is left out. */
    public Facts add(String name, Object value) {
        Cell cell = value instanceof Cell given ? given : Cell.of(String.valueOf(value));
        if (!cell.text().isEmpty()) {
            facts.add(new Fact(name, cell));
        }
        return this;
    }

    @Override
    public List<String> lines(Look look) {
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        return facts.stream().flatMap(fact -> fact(fact, width, look).stream()).toList();
    }

    private static List<String> fact(Fact fact, int width, Look look) {
        String name = INDENT + fact.name() + " ".repeat(width - fact.name().length()) + INDENT;
        List<String> value = Wrap.to(look.width() - name.length(), fact.value().text());
        List<String> lines = new ArrayList<>();
        for (String part : value) {
            String before = lines.isEmpty() ? look.paint(Tone.DIM, name) : " ".repeat(name.length());
            lines.add(before + look.paint(fact.value().tone(), part));
        }
        return lines;
    }
}

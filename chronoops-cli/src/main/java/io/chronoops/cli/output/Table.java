package io.chronoops.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Aligned columns below headings. A heading that begins with &gt; is of numbers: aligned right. */
public final class Table implements View {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final String whenEmpty;

    /** Without rows it says whenEmpty. */
    public Table(String whenEmpty, String... headings) {
        this.whenEmpty = whenEmpty;
        this.headings = List.of(headings);
    }

    /** One more row; its cells are texts or {@link Cell}s. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells below " + headings);
        }
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(at -> cells[at] instanceof Cell cell ? cell : Cell.of(String.valueOf(cells[at])))
                .toList());
        return this;
    }

    @Override
    public List<String> lines(Look look) {
        if (rows.isEmpty()) {
            return whenEmpty.isEmpty() ? List.of() : List.of(whenEmpty);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(
                look,
                headings.stream()
                        .map(heading -> Cell.dim(heading.replaceFirst("^>", "")))
                        .toList()));
        rows.forEach(row -> lines.addAll(wrapped(look, row)));
        return lines;
    }

    /** The last column goes on below itself where the terminal ends. */
    private List<String> wrapped(Look look, List<Cell> row) {
        int last = row.size() - 1;
        int before =
                IntStream.range(0, last).map(at -> width(at) + GAP.length()).sum();
        Cell cell = row.get(last);
        List<String> lines = new ArrayList<>();
        for (String part : isNumeric(last) ? List.of(cell.text()) : Wrap.to(look.width() - before, cell.text())) {
            List<Cell> first = new ArrayList<>(row.subList(0, last));
            first.add(new Cell(part, cell.tone()));
            lines.add(lines.isEmpty() ? line(look, first) : " ".repeat(before) + look.paint(cell.tone(), part));
        }
        return lines;
    }

    private String line(Look look, List<Cell> row) {
        var line = new StringBuilder();
        for (int at = 0; at < row.size(); at++) {
            Cell cell = row.get(at);
            String space = " ".repeat(width(at) - cell.width());
            String text = look.paint(cell.tone(), cell.text());
            boolean last = at == row.size() - 1;
            line.append(isNumeric(at) ? space + text : last ? text : text + space);
            line.append(last ? "" : GAP);
        }
        return line.toString().stripTrailing();
    }

    private boolean isNumeric(int column) {
        return headings.get(column).startsWith(">");
    }

    private int width(int column) {
        int heading = headings.get(column).length() - (isNumeric(column) ? 1 : 0);
        return Math.max(
                heading,
                rows.stream().mapToInt(row -> row.get(column).width()).max().orElse(0));
    }
}

package io.chronoops.cli.migrate;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.output.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plan for a person: its table, what stands against it, its steps.
 *
 * @param sql whether the statements are shown, too
 */
record PlanLines(PlanView plan, String database, boolean sql) implements View {
    private static final String INDENT = "        ";

    @Override
    public List<String> lines(Look look) {
        List<String> lines = new ArrayList<>();
        lines.add(title(look));
        PlanView.Size size = plan.size();
        if (size != null) {
            lines.add(plan.table() + ": about " + Human.count(size.rows()) + " rows, " + Human.size(size.heapBytes())
                    + " and " + Human.size(size.indexBytes()) + " of indexes");
        }
        plan.refusals().forEach(why -> lines.add(look.paint(Tone.BAD, "refused: ") + why));
        plan.findings().forEach(why -> lines.add(look.paint(Tone.BAD, "not fit: ") + why));
        lines.addAll(steps().lines(look));
        if (sql) {
            plan.steps().forEach(step -> statements(step, look, lines));
        }
        return lines;
    }

    private String title(Look look) {
        String direction = plan.direction().equals("rollback") ? "rollback of " : "";
        String state = plan.state();
        return direction + plan.name() + " in " + database
                + (state == null ? "" : ": " + look.paint(tone(state), words(state)));
    }

    private Table steps() {
        var table = new Table("", "STEP", "STATE", ">ABOUT", "LOCK", "DOES");
        for (PlanView.Step step : plan.steps()) {
            String note = Objects.requireNonNullElse(step.note(), "");
            table.row(
                    step.name(),
                    new Cell(Objects.requireNonNullElse(step.state(), "-"), tone(step.state())),
                    about(step),
                    step.stopsTheApplication() ? new Cell(step.lock(), Tone.ATTENTION) : Cell.of(step.lock()),
                    step.cost() + (note.isEmpty() ? "" : "; " + note));
        }
        return table;
    }

    private static void statements(PlanView.Step step, Look look, List<String> lines) {
        lines.add("");
        lines.add("-- " + step.name());
        step.sql().stream()
                .flatMap(String::lines)
                .map(line -> look.paint(Tone.DIM, line.replace("\t", INDENT)))
                .forEach(lines::add);
    }

    private static String about(PlanView.Step step) {
        Long millis = step.expectedMs();
        return millis == null || millis == 0 ? "-" : Human.duration(Duration.ofMillis(millis));
    }

    static Tone tone(@Nullable String state) {
        return switch (Objects.requireNonNullElse(state, "")) {
            case "done" -> Tone.GOOD;
            case "half" -> Tone.ATTENTION;
            case "conflict" -> Tone.BAD;
            default -> Tone.PLAIN;
        };
    }

    static String words(String state) {
        return switch (state) {
            case "done" -> "done, nothing is left to do";
            case "half" -> "half done";
            case "pending" -> "not begun";
            case "conflict" -> "conflict: something else stands where it wants to work";
            default -> state;
        };
    }
}

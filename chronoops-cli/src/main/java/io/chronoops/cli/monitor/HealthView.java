package io.chronoops.cli.monitor;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.output.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The health report, the gravest first. */
record HealthView(Health health) implements View {
    private static final List<String> GRAVITY =
            List.of("critical", "blind", "stale", "warning", "info", "pending", "ok");

    @Override
    public List<String> lines(Look look) {
        var table = new Table("no rule has reported yet", "RULE", "OF", "STATE", ">SINCE", "");
        health.rules().stream()
                .sorted(Comparator.comparingInt(rule -> GRAVITY.indexOf(rule.state())))
                .forEach(rule -> table.row(
                        rule.rule(),
                        of(rule),
                        new Cell(rule.state(), tone(rule.state())),
                        rule.since() == null ? "" : look.age(rule.since()),
                        says(rule)));
        List<String> lines = new ArrayList<>();
        lines.add("health of " + health.database() + ": " + look.paint(tone(health.overall()), health.overall()));
        lines.addAll(table.lines(look));
        health.rules().stream()
                .filter(rule -> !rule.state().equals("ok") && !rule.state().equals("pending"))
                .filter(rule -> !rule.runbook().isBlank())
                .map(rule -> "runbook of " + rule.rule() + ": " + rule.runbook())
                .distinct()
                .forEach(lines::add);
        return lines;
    }

    static Tone tone(String state) {
        return switch (state) {
            case "critical" -> Tone.BAD;
            case "blind", "stale", "warning" -> Tone.ATTENTION;
            case "ok" -> Tone.GOOD;
            default -> Tone.PLAIN;
        };
    }

    private static String of(Health.RuleHealth rule) {
        return rule.database() + (rule.subject().isEmpty() ? "" : " " + rule.subject());
    }

    private static String says(Health.RuleHealth rule) {
        return !rule.summary().isEmpty() ? rule.summary() : rule.value() == null ? "" : Figure.plain(rule.value());
    }
}

package io.chronoops.cli.monitor;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.output.View;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Readings, a line a value; what cannot see says why. */
record ReadingsView(String title, List<Reading> readings) implements View {
    private static final int MOST_EVIDENCE = 70;

    @Override
    public List<String> lines(Look look) {
        var table = new Table("nothing was read yet; ask again in a moment", "WHAT", "OF", ">VALUE", ">READ", "");
        for (Reading reading : readings) {
            String read = look.age(reading.at());
            if (reading.isBlind()) {
                String why = Objects.requireNonNullElse(reading.reason(), "");
                table.row(reading.probe(), "", new Cell("blind", Tone.BAD), read, new Cell(why, Tone.BAD));
            }
            reading.samples()
                    .forEach(sample -> table.row(
                            sample.metric().replace('_', ' '),
                            sample.subject(),
                            Figure.of(sample.value(), sample.unit()),
                            read,
                            Cell.dim(evidence(sample.evidence()))));
        }
        return View.text(title).then(table).lines(look);
    }

    private static String evidence(JsonNode evidence) {
        String text = evidence.propertyStream()
                .filter(one -> one.getValue().isValueNode())
                .map(one -> Human.words(one.getKey()) + " " + value(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "))
                .replace('\n', ' ');
        return text.length() <= MOST_EVIDENCE ? text : text.substring(0, MOST_EVIDENCE - 2) + " …";
    }

    private static String value(String name, JsonNode value) {
        if (!value.isNumber()) {
            return value.asString();
        }
        double number = value.asDouble();
        if (name.endsWith("At")) {
            return Instant.ofEpochSecond((long) number).toString();
        }
        return name.endsWith("ytes") ? Human.size(number) : Figure.plain(number);
    }
}

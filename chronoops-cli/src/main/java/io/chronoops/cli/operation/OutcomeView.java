package io.chronoops.cli.operation;

import io.chronoops.cli.output.Facts;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.View;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an operation achieved: its sentence, its details, and what one would do next. */
public final class OutcomeView {
    private final @Nullable Function<OperationView, View> details;
    private final Function<OperationView, String> next;

    /** Without a next step. */
    public OutcomeView() {
        this(_ -> "");
    }

    /** With a next step, empty where there is none. */
    public OutcomeView(Function<OperationView, String> next) {
        this(null, next);
    }

    private OutcomeView(@Nullable Function<OperationView, View> details, Function<OperationView, String> next) {
        this.details = details;
        this.next = next;
    }

    /** With a view of its own for its details. */
    public static OutcomeView of(Function<OperationView, View> details, Function<OperationView, String> next) {
        return new OutcomeView(details, next);
    }

    View of(OperationView operation) {
        String summary = Objects.requireNonNullElse(operation.summary(), operation.title() + " is done");
        View said = look -> View.text(look.tick() + " " + summary)
                .then(details == null ? details(operation, look) : details.apply(operation))
                .lines(look);
        String hint = next.apply(operation);
        return hint.isEmpty() ? said : said.then(View.text("next: " + hint));
    }

    /** Its details, in words. */
    static Facts details(OperationView operation, Look look) {
        var facts = new Facts();
        Map<String, String> details = operation.details();
        if (details != null) {
            new TreeMap<>(details).forEach((name, value) -> {
                if (!name.contains(".")) {
                    facts.add(Human.words(name), value(name, value, look));
                }
            });
        }
        return facts;
    }

    private static String value(String name, String value, Look look) {
        if (value.matches("-?\\d{1,18}")) {
            long number = Long.parseLong(value);
            return name.endsWith("ytes") ? Human.size(number) : number > 9999 ? Human.count(number) : value;
        }
        try {
            return value.endsWith("Z") ? look.time(Instant.parse(value)) : value;
        } catch (DateTimeParseException _) {
            return value;
        }
    }
}

package io.chronoops.cli.output;

import java.util.List;
import java.util.stream.Stream;

/** What a person sees of an answer, line by line. */
@FunctionalInterface
public interface View {
    /** Its lines. */
    List<String> lines(Look look);

    /** Lines as they are. */
    static View text(String... lines) {
        return _ -> List.of(lines);
    }

    /** This one, then that one. */
    default View then(View next) {
        return look ->
                Stream.concat(lines(look).stream(), next.lines(look).stream()).toList();
    }
}

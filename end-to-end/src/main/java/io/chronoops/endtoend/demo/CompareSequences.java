package io.chronoops.endtoend.demo;

import java.util.List;

/** Every sequence goes on where it stood. */
record CompareSequences() implements Step {
    @Override
    public String title() {
        return "Same sequences";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        List<String> before = scene.scraper().sequencesBefore();
        List<String> after = scene.scraper().restored().sequences();
        if (before.equals(after)) return Figure.held(before.size() + " sequences stand where they stood");
        List<String> different =
                before.stream().filter(line -> !after.contains(line)).toList();
        return Figure.failed("different: stood at " + different + ", now all are " + after);
    }
}

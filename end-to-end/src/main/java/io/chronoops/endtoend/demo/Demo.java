package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Place;
import io.chronoops.endtoend.screen.Screen;
import io.chronoops.endtoend.watch.WatchMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the steps one after the other and says what came of it. */
final class Demo {
    private final Screen screen;
    private final Place place;
    private final List<String> broken = new ArrayList<>();

    Demo(Screen screen, Place place) {
        this.screen = screen;
        this.place = place;
    }

    /** Whether every check held. */
    boolean run(int rows, boolean plantCorruption) {
        long began = System.nanoTime();
        screen.heading("Chrono Ops", "a database backed up, changed, wrecked, brought back; every part is real");
        try (var memory = new WatchMemory(place.stack());
                var scene = new Scene(place, rows, plantCorruption)) {
            for (Step step : Step.all()) {
                if (!isPossible(step, scene)) return giveUp();
            }
            new Summary(screen, scene).print(broken, memory, since(began));
            if (place.isKept()) new WhereToLook(screen, place).print();
            return broken.isEmpty();
        }
    }

    /** Does one step; false where what follows makes no sense. This is the outermost loop: whatever fails ends as a line. */
    private boolean isPossible(Step step, Scene scene) {
        long began = System.nanoTime();
        screen.begin(step.title());
        try {
            Figure figure = step.run(scene);
            screen.end(step.title(), figure.text(), figure.held(), since(began));
            if (!figure.held()) broken.add(step.title());
            return true;
        } catch (Exception e) {
            screen.end(step.title(), place.isEnding() ? "interrupted" : sentence(e), false, since(began));
            return false;
        }
    }

    private boolean giveUp() {
        if (place.isEnding()) screen.note("Interrupted: everything is ended and deleted.");
        else if (place.isKept()) new WhereToLook(screen, place).print();
        else screen.note("Stopped here. With --keep everything stays up, with its logs, to look at.");
        return false;
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        return failure instanceof StepFailed && message != null ? message : failure.toString();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}

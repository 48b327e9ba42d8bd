package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.scraper.Writer;
import java.time.Duration;

/** The application writes from here to the end and never stops. */
record StartWriter() implements Step {
    private static final int PER_SECOND = 100;
    private static final Duration WARM = Duration.ofSeconds(1);

    @Override
    public String title() {
        return "Writer started";
    }

    @Override
    public Figure run(Scene scene) throws InterruptedException {
        var writer = new Writer(scene.scraper(), scene.rows(), PER_SECOND);
        scene.keep(writer);
        writer.start();
        Thread.sleep(WARM);
        if (writer.log().committed() == 0)
            throw new StepFailed("nothing was written: " + writer.log().trouble());
        return Figure.held(PER_SECOND + " transactions a second: inserts, updates, deletes");
    }
}

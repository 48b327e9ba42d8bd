package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.scraper.ScraperDatabase;
import io.chronoops.endtoend.screen.Say;
import io.chronoops.ops.RestoreCommand;
import java.time.Duration;

/** Back to just before that transaction, into a database of its own, while the application writes on. */
record RestoreBefore() implements Step {
    @Override
    public String title() {
        return "Restore to before it";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        long writtenBefore = scene.writer().log().committed();
        long began = System.nanoTime();
        var done = Operations.succeeded(
                scene,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBeforeXid(scene.wreck().xid())
                        .setInto(ScraperDatabase.RESTORED)
                        .setVerify(true)
                        .build()));
        long answered = scene.scraper().restored().number("SELECT count(*) FROM scrape_pages");
        scene.keepRecoveryTime(Duration.ofNanos(System.nanoTime() - began));
        long written = scene.writer().log().committed() - writtenBefore;
        boolean verified = "true".equals(done.getDetails().get("verified")) && answered > 0 && written > 0;
        return new Figure(
                "verified; " + Say.count(done.getDetails().getOrDefault("changes", "?")) + " changes replayed, "
                        + Say.count(written) + " written meanwhile",
                verified);
    }
}

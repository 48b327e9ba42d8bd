package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.screen.Say;
import io.chronoops.ops.MigrateCommand;

/** The enhanced filtering of scrape_pages, while the application writes on. */
record MigrateUnderLoad() implements Step {
    private static final String PLAN = "enhanced-filtering";

    @Override
    public String title() {
        return "Migrated under load";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var log = scene.writer().log();
        long began = System.nanoTime();
        long failedBefore = log.failed();
        Operations.succeeded(scene, command -> command.setMigrate(new MigrateCommand(PLAN, false)));
        String writes =
                "worst write " + Say.time(log.worstSince(began)) + ", median " + Say.time(log.medianSince(began));
        scene.scraper().grantCounting();
        scene.writer().useFiltering();
        long wrong = scene.scraper().wronglyAssigned(scene.rows());
        if (wrong > 0)
            return Figure.failed(Say.count(wrong) + " rows have another priority or category than the rules say");
        return new Figure(
                "8 columns, 7 indexes, " + Say.count(scene.rows()) + " rows assigned; " + writes,
                log.failed() == failedBefore);
    }
}

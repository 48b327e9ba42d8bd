package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.scraper.ScraperDatabase;
import io.chronoops.endtoend.screen.Say;
import io.chronoops.ops.MigrateCommand;
import java.sql.SQLException;
import java.time.Duration;

/** The enhanced filtering of scrape_pages, while the application writes on. */
record MigrateUnderLoad() implements Step {
    private static final String PLAN = "enhanced-filtering";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Migrated under load";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var log = scene.writer().log();
        long began = System.nanoTime();
        long failedBefore = log.failed();
        String operation = Operations.publish(scene, command -> command.setMigrate(new MigrateCommand(PLAN, false)));
        grantAsSoonAsThere(scene.scraper());
        Operations.succeeded(scene, operation);
        String writes =
                "worst write " + Say.time(log.worstSince(began)) + ", median " + Say.time(log.medianSince(began));
        scene.writer().useFiltering();
        long wrong = scene.scraper().wronglyAssigned(scene.rows());
        if (wrong > 0)
            return Figure.failed(Say.count(wrong) + " rows have another priority or category than the rules say");
        return new Figure(writes + "; " + Say.count(scene.rows()) + " rows assigned", log.failed() == failedBefore);
    }

    /** A GRANT and the migration's next ALTER may meet in the catalogue: then PostgreSQL lets one of them fail. */
    private static boolean isGranted(ScraperDatabase scraper) throws SQLException {
        try {
            scraper.grantCounting();
            return true;
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("tuple concurrently updated")) return false;
            throw e;
        }
    }

    /** The owner grants the monitor the new columns before the migration's own backup: a grant after it is in no backup. */
    private static void grantAsSoonAsThere(ScraperDatabase scraper) throws Exception {
        if (Patience.until(scraper::hasFilteringColumns, SOON)) Patience.until(() -> isGranted(scraper), SOON);
    }
}

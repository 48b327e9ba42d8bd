package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.screen.Say;

/** The customer's database, with its rows, before we come. */
record SeedDatabase() implements Step {
    @Override
    public String title() {
        return "Scraper's database";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        scene.scraper().seed(scene.rows());
        return Figure.held(Say.count(scene.rows()) + " scrape_pages and 5 more tables, "
                + Say.bytes(scene.scraper().number("SELECT pg_database_size(current_database())")));
    }
}

package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.scraper.SchemaDump;
import io.chronoops.endtoend.screen.Say;

/** pg_dump -s of both. Left out is what prepares a database for us: a restored one is not operated until it is added. */
record CompareSchemas() implements Step {
    @Override
    public String title() {
        return "Same schema";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        SchemaDump before = scene.scraper().schemaBefore();
        SchemaDump after = scene.scraper().restored().schema();
        String difference = before.firstDifference(after);
        if (!difference.isEmpty()) return Figure.failed("pg_dump -s differs: " + difference);
        return Figure.held(
                "pg_dump -s: " + Say.count(before.objects().size()) + " objects agree (without schema chronoops)");
    }
}

package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.scraper.TableDigest;
import io.chronoops.endtoend.screen.Say;
import java.util.List;

/** The same plain SQL file, on the restored database: the same answers. */
record CompareRows() implements Step {
    @Override
    public String title() {
        return "Same rows";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var restored = scene.scraper().restored();
        if (scene.plantCorruption()) restored.changeOneByte();
        List<TableDigest> before = scene.scraper().rowsBefore();
        List<TableDigest> after = restored.rows();
        List<String> different = TableDigest.different(before, after);
        if (!different.isEmpty()) return Figure.failed("different: " + String.join(", ", different));
        long rows = before.stream().mapToLong(TableDigest::rows).sum();
        return Figure.held(before.size() + " tables, " + Say.count(rows) + " rows: counts and digests agree");
    }
}

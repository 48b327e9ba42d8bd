package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.screen.Say;

/** One transaction deletes without WHERE and drops a table; what was there just before goes into files by plain SQL. */
record WreckDatabase() implements Step {
    @Override
    public String title() {
        return "The wreck";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var wreck = scene.scraper().wreck();
        scene.keep(wreck);
        return Figure.held(
                "transaction " + wreck.xid() + ": " + Say.count(wreck.deleted()) + " rows deleted, a table dropped");
    }
}

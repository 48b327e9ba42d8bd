package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.place.Place;
import io.chronoops.ops.AddDatabaseCommand;
import java.time.Duration;

/** The owner runs the script that prepares the database, then it is added. */
record OperateDatabase() implements Step {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Database added";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var place = scene.place();
        var backup = place.service("backup-service");
        scene.scraper().prepare(backup.text("/api/v1/prepare.sql"));
        var server = place.stack().operated();
        Operations.succeeded(
                scene,
                command -> command.setAddDatabase(new AddDatabaseCommand(
                        server.host(), server.port(), scene.scraper().name(), "prefer")));
        String capture = "/api/v1/databases/" + Place.DATABASE + "/capture";
        if (!Patience.until(
                () -> backup.get(capture).path("status").asString("").equals("streaming"), SOON)) {
            throw new StepFailed("changes are not captured: " + backup.get(capture));
        }
        long published =
                scene.scraper().number("SELECT count(*) FROM pg_publication_tables WHERE pubname = 'chronoops'");
        return Figure.held("prepared by script; changes of " + published + " tables flow into Kafka");
    }
}

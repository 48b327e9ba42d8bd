package io.chronoops.endtoend.demo;

import io.chronoops.stack.Part;
import io.chronoops.stack.Progress;

/** Two PostgreSQL servers, Kafka, the registry and the services, each a process of its own. */
record StartStack() implements Step {
    @Override
    public String title() {
        return "Stack up";
    }

    @Override
    public Figure run(Scene scene) {
        var stack = scene.place().stack();
        stack.start(Progress.SILENT);
        scene.scraper().create();
        scene.place().configureServices();
        stack.startServices(Progress.SILENT);
        long running = stack.parts().stream().filter(Part::isRunning).count();
        return Figure.held(running + " processes: 2 PostgreSQL "
                + scene.scraper().serverVersion() + ", Kafka, registry, " + (running - 4) + " services");
    }
}

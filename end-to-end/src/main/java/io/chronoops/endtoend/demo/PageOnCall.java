package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.scraper.ManyConnections;
import io.chronoops.endtoend.screen.Say;
import io.chronoops.stack.pager.PageEvent;
import java.time.Duration;

/** The application takes all connections: the breach becomes an incident, and who is on call is paged. */
record PageOnCall() implements Step {
    static final String ABOUT = "connections";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "DevOps paged";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var onCall = scene.place().onCall();
        var taken = ManyConnections.of(scene.scraper());
        scene.keep(taken);
        long began = System.nanoTime();
        if (!Patience.until(() -> onCall.page("devops", ABOUT).isPresent(), SOON)) {
            throw new StepFailed("nobody was paged within " + Say.time(SOON) + "; open breaches: "
                    + scene.place().service("monitor-service").ask("/api/v1/breaches"));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        PageEvent page = onCall.page("devops", ABOUT).orElseThrow();
        scene.keepIncident(page.dedupKey());
        var router = scene.place().service("alert-router");
        String path = "/api/v1/incidents/" + page.dedupKey();
        boolean critical = Patience.until(
                () -> router.ask(path)
                        .filter(incident ->
                                incident.path("severity").asString("").equals("CRITICAL"))
                        .isPresent(),
                SOON);
        return new Figure(
                Say.time(took) + " after connection " + (taken.size() + 1) + " was refused; "
                        + (critical ? "critical" : "NOT critical"),
                critical);
    }
}

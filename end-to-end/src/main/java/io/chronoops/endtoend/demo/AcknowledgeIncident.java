package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.place.ShortDelays;
import io.chronoops.endtoend.screen.Say;
import io.chronoops.stack.pager.PageEvent.Action;
import java.time.Duration;
import java.time.Instant;

/** Somebody takes it: all who were paged are told, and the tiers after them are left in peace. */
record AcknowledgeIncident() implements Step {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration AFTER = Duration.ofSeconds(2);

    @Override
    public String title() {
        return "Acknowledged";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var onCall = scene.place().onCall();
        var router = scene.place().service("alert-router");
        String incident = scene.incident();
        String path = "/api/v1/incidents/" + incident;
        long began = System.nanoTime();
        router.post(path + "/ack", "{\"by\": \"demo\"}");
        if (!Patience.until(
                () -> onCall.told("devops", Action.ACKNOWLEDGE, incident).isPresent()
                        && onCall.told("dba", Action.ACKNOWLEDGE, incident).isPresent(),
                SOON)) {
            throw new StepFailed("those who were paged were not told of the acknowledgement within " + Say.time(SOON));
        }
        Duration told = Duration.ofNanos(System.nanoTime() - began);
        Instant third = onCall.told("devops", Action.TRIGGER, incident)
                .orElseThrow()
                .at()
                .plus(ShortDelays.THIRD_TIER)
                .plus(AFTER);
        boolean silent = !Patience.until(
                () -> !onCall.messages(PageOnCall.ABOUT).isEmpty(), Duration.between(Instant.now(), third));
        scene.freeConnections();
        boolean resolved = Patience.until(
                () -> onCall.told("devops", Action.RESOLVE, incident).isPresent(), SOON);
        String end = resolved ? "resolved when freed" : "NOT RESOLVED when freed";
        return new Figure(
                "told in " + Say.time(told) + "; third tier " + (silent ? "silent" : "PAGED") + "; " + end,
                silent && resolved);
    }
}

package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.place.ShortDelays;
import io.chronoops.endtoend.screen.Say;
import io.chronoops.stack.pager.PageEvent.Action;
import java.time.Duration;
import java.time.Instant;

/** Nobody acknowledges: the next tier is paged after its delay. */
record EscalateToNextTier() implements Step {
    private static final Duration SOON = ShortDelays.SECOND_TIER.plusSeconds(30);

    @Override
    public String title() {
        return "Next tier paged";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        var onCall = scene.place().onCall();
        String incident = scene.incident();
        if (!Patience.until(() -> onCall.told("dba", Action.TRIGGER, incident).isPresent(), SOON)) {
            throw new StepFailed("the DBA was not paged within " + Say.time(SOON));
        }
        String started = scene.place()
                .service("alert-router")
                .get("/api/v1/incidents/" + incident)
                .path("startedAt")
                .asString("");
        Duration after = Duration.between(
                Instant.parse(started),
                onCall.told("dba", Action.TRIGGER, incident).orElseThrow().at());
        return new Figure(
                "the DBA, " + Say.time(after) + " after the start (here " + ShortDelays.SECOND_TIER.toSeconds()
                        + " s, else 15 min)",
                after.compareTo(ShortDelays.SECOND_TIER) >= 0);
    }
}

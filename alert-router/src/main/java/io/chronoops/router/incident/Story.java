package io.chronoops.router.incident;

import io.chronoops.router.policy.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of an incident but its state.
 *
 * @param paged names of the tiers told so far, in order
 * @param occurrences alerts that joined, the first included
 * @param notes what happened, oldest first
 */
public record Story(
        Opening opening, Trouble trouble, long occurrences, List<String> paged, List<Note> notes, Instant updatedAt) {
    private static final int JOIN_NOTES = 50;

    public Story {
        paged = List.copyOf(paged);
        notes = List.copyOf(notes);
    }

    /**
     * How it began.
     *
     * @param id the incident's id, and its dedup key at every receiver
     * @param cause the record of the log that opened it
     */
    public record Opening(String id, Instant startedAt, String policyVersion, String cause) {}

    /** One line of the story. */
    public record Note(Instant at, String text) {}

    static Story begin(Opening opening, Trouble trouble, Instant now) {
        return new Story(opening, trouble, 1, List.of(), List.of(new Note(now, "opened: " + trouble.summary())), now);
    }

    /** The incident's id. */
    public String id() {
        return opening.id();
    }

    /** How bad it is by now. */
    public Severity severity() {
        return trouble.severity();
    }

    Story joinedBy(Trouble newer, Instant now) {
        var joined = new Story(opening, trouble.joinedBy(newer), occurrences + 1, paged, notes, now);
        if (newer.severity().worseThan(trouble.severity())) {
            return joined.note(now, "worsened to " + newer.severity() + ": " + newer.summary());
        }
        boolean news = !newer.summary().equals(trouble.summary()) && notes.size() < JOIN_NOTES;
        return news ? joined.note(now, "again: " + newer.summary()) : joined;
    }

    Story told(String tier, String receiver, Instant now) {
        var more = new ArrayList<>(paged);
        more.add(tier);
        return new Story(opening, trouble, occurrences, more, notes, now)
                .note(now, "tier " + tier + " is told through " + receiver);
    }

    Story note(Instant now, String text) {
        var more = new ArrayList<>(notes);
        more.add(new Note(now, text));
        return new Story(opening, trouble, occurrences, paged, more, now);
    }
}

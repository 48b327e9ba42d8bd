package io.chronoops.router.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one receiver has yet to be told. Within an incident in order; one that is stuck holds up no other incident. */
public final class Waiting {
    private final TreeMap<Long, Parcel> parcels = new TreeMap<>();

    /** One more, or one that was tried. */
    public void put(Parcel parcel) {
        parcels.put(parcel.offset(), parcel);
    }

    /** It is settled. */
    public void remove(Parcel parcel) {
        parcels.remove(parcel.offset());
    }

    /** Forgets all: another instance tells this receiver now. */
    public void clear() {
        parcels.clear();
    }

    /** What to try now: of the first of each incident the one whose time came first. */
    public Optional<Parcel> next(Instant now) {
        Set<String> incidents = new HashSet<>();
        return parcels.values().stream()
                .filter(parcel -> incidents.add(parcel.notification().getIncidentId()))
                .filter(parcel -> !parcel.notBefore().isAfter(now))
                .min(Comparator.comparing(Parcel::notBefore).thenComparing(Parcel::offset));
    }

    /** Everything before this offset is settled, this one being settled, given what was read so far. */
    public long settledBefore(Parcel settled, long position) {
        return parcels.keySet().stream()
                .filter(offset -> offset != settled.offset())
                .findFirst()
                .orElse(position);
    }

    /** The same with nothing being settled. */
    public long settledBefore(long position) {
        return parcels.isEmpty() ? position : parcels.firstKey();
    }

    public int size() {
        return parcels.size();
    }
}

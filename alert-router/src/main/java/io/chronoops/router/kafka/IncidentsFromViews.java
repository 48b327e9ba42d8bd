package io.chronoops.router.kafka;

import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.Incident;
import io.chronoops.alerts.IncidentState;
import io.chronoops.alerts.Notification;
import io.chronoops.router.view.Incidents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the global stores, which every instance holds whole. */
final class IncidentsFromViews implements Incidents {
    private final RouterStreams streams;

    IncidentsFromViews(RouterStreams streams) {
        this.streams = streams;
    }

    @Override
    public List<Incident> newest(Optional<IncidentState> state, int most) {
        return ask(Names.INCIDENTS_VIEW, (ReadOnlyKeyValueStore<String, Incident> view) -> {
            var found = new ArrayList<Incident>();
            try (var entries = view.reverseAll()) { // ids sort by time
                while (entries.hasNext() && found.size() < most) {
                    Incident incident = entries.next().value;
                    if (state.isEmpty() || state.get() == incident.getState()) {
                        found.add(incident);
                    }
                }
            }
            return found;
        });
    }

    @Override
    public Optional<Incident> find(String id) {
        return ask(
                Names.INCIDENTS_VIEW,
                (ReadOnlyKeyValueStore<String, Incident> view) -> Optional.ofNullable(view.get(id)));
    }

    @Override
    public List<Notification> notifications(String incidentId) {
        return ask(Names.NOTIFICATIONS_VIEW, (ReadOnlyKeyValueStore<String, Notification> view) -> {
            var found = new ArrayList<Notification>();
            try (KeyValueIterator<String, Notification> entries =
                    view.prefixScan(incidentId + ":", new StringSerializer())) {
                entries.forEachRemaining(entry -> found.add(entry.value));
            }
            found.sort(Comparator.comparing(Notification::getAt).thenComparing(Notification::getAction));
            return found;
        });
    }

    @Override
    public Optional<Delivery> delivery(String notificationId) {
        return ask(
                Names.DELIVERIES_VIEW,
                (ReadOnlyKeyValueStore<String, Delivery> view) -> Optional.ofNullable(view.get(notificationId)));
    }

    private <V, R> R ask(String name, Function<ReadOnlyKeyValueStore<String, V>, R> question) {
        try {
            KafkaStreams open = streams.streams().orElseThrow(() -> new IllegalStateException("not started"));
            return question.apply(open.store(
                    StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new NotReady(e);
        }
    }
}

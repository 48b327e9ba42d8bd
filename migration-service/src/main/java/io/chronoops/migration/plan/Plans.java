package io.chronoops.migration.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All plans that this version knows. */
public final class Plans {
    private final List<Plan> all;

    /** These plans. */
    public Plans(List<Plan> all) {
        this.all = List.copyOf(all);
    }

    /** The plans that come with this version; a new one is added here. */
    public static Plans shipped() {
        return new Plans(List.of(EnhancedFiltering.plan()));
    }

    /** All, in the order in which they were added. */
    public List<Plan> all() {
        return all;
    }

    /** One by its name. */
    public Optional<Plan> find(String name) {
        return all.stream().filter(plan -> plan.name().equals(name)).findFirst();
    }

    /** Their names, for a sentence. */
    public String names() {
        return all.stream().map(Plan::name).collect(Collectors.joining(", "));
    }
}

package io.chronoops.router.delivery;

import java.util.List;

/** Everybody who can be told. */
public record Receivers(List<Receiver> all) {
    public Receivers {
        all = List.copyOf(all);
    }
}

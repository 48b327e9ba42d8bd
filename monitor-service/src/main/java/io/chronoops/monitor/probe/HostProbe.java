package io.chronoops.monitor.probe;

/** A probe of the machine that this service runs on. A bean of this type is all that it takes to be run. */
public interface HostProbe extends Probe {
    /** Looks once; one thread at a time. */
    Sighting look();
}

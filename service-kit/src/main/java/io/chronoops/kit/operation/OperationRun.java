package io.chronoops.kit.operation;

/** What a running operation may say and must ask. */
public interface OperationRun {
    /** The operation's id = the command's id. */
    String operationId();

    /** From 1; higher after this process or another died doing it. */
    int attempt();

    /** Tells how far it is; publishes at most once a second, and always when the step changes. */
    void progress(String step, long done, long total, String unit);

    /** Ends the run if someone asked for it, or if another instance has taken the operation over. */
    void stopIfCancelled();

    /** Whether what it has made is its own to remove: not once another run goes on with it, or where that cannot be told. */
    boolean isNewest();
}

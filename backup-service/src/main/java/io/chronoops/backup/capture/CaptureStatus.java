package io.chronoops.backup.capture;

/** Where a capture stands. */
public sealed interface CaptureStatus {
    /** It is being started. */
    record Starting() implements CaptureStatus {}

    /** It streams. */
    record Streaming() implements CaptureStatus {}

    /** It has stopped and is tried again; why. */
    record Down(String reason) implements CaptureStatus {}
}

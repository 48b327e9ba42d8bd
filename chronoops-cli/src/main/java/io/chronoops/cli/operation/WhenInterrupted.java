package io.chronoops.cli.operation;

import io.chronoops.cli.output.Screen;

/** While open, Ctrl-C says that the operation goes on, and how to look or cancel. */
final class WhenInterrupted implements AutoCloseable {
    private final Thread words;

    WhenInterrupted(Screen screen, String id) {
        words = new Thread(() -> {
            screen.tell("");
            screen.tell("operation " + id + " goes on without us");
            screen.tell("look:   chronoops operations show " + id);
            screen.tell("cancel: chronoops operations cancel " + id);
        });
        Runtime.getRuntime().addShutdownHook(words);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(words);
        } catch (IllegalStateException _) {
            // the JVM is ending already: the words are being said
        }
    }
}

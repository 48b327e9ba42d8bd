package io.chronoops.stack;

import io.chronoops.stack.process.Folders;

/** The one stack that the tests of a JVM share. */
final class SharedStack {
    private SharedStack() {}

    static Stack get() {
        return Holder.STACK;
    }

    private static Stack start() {
        StackKind.chosen();
        TemporaryStacks.sweep();
        var stack = new Stack(StackOptions.forTest(TemporaryStacks.folder()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stack.close();
            Folders.delete(stack.data());
        }));
        stack.start(Progress.SILENT);
        return stack;
    }

    private static final class Holder {
        static final Stack STACK = start();
    }
}

package io.chronoops.endtoend.demo;

/** What a step measured, and whether its check held. */
record Figure(String text, boolean held) {
    static Figure held(String text) {
        return new Figure(text, true);
    }

    static Figure failed(String text) {
        return new Figure(text, false);
    }
}

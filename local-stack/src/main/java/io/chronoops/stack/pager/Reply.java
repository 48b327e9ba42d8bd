package io.chronoops.stack.pager;

/** What goes back to the caller. */
record Reply(int status, String contentType, String body) {
    static Reply json(int status, String body) {
        return new Reply(status, "application/json", body);
    }

    static Reply text(int status, String body) {
        return new Reply(status, "text/plain", body);
    }
}

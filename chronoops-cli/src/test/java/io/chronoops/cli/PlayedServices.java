package io.chronoops.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test in front of services that play recorded answers. */
abstract class PlayedServices {
    static final String ID = "01a20a40-77e2-79a2-82b8-2d5058409cde";
    static final String OPERATION = "/api/v1/operations/" + ID;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    Played services;

    @BeforeEach
    void play() throws IOException {
        services = new Played(folder);
    }

    @AfterEach
    void end() {
        services.close();
    }

    /** Takes a command and answers the operation's states in turn. */
    void operation(String... states) {
        services.post("/api/v1/commands", "{\"operationId\":\"" + ID + "\"}");
        for (String state : states) {
            services.get(OPERATION, state);
        }
    }

    static String running(long done, long total) {
        return """
                {"id":"%s","type":"backup","database":"shop","state":"running","acceptedAt":"2026-08-27T11:59:00Z",
                 "startedAt":"2026-08-27T11:59:01Z","progress":{"step":"copying rows","done":%d,"total":%d,"unit":"bytes"},"details":{}}""".formatted(ID, done, total);
    }

    static String succeeded(String summary, String details) {
        return """
                {"id":"%s","type":"backup","database":"shop","state":"succeeded","acceptedAt":"2026-08-27T11:59:00Z",
                 "startedAt":"2026-08-27T11:59:01Z","endedAt":"2026-08-27T11:59:13Z","summary":"%s","details":%s}""".formatted(ID, summary, details);
    }

    static String failed(String reason, String message, String mend) {
        return """
                {"id":"%s","type":"backup","database":"shop","state":"failed","acceptedAt":"2026-08-27T11:59:00Z",
                 "details":{},"failure":{"reason":"%s","message":"%s","mend":"%s"}}""".formatted(ID, reason, message, mend);
    }
}

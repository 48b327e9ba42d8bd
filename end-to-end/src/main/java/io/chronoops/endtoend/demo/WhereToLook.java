package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Place;
import io.chronoops.endtoend.scraper.ScraperDatabase;
import io.chronoops.endtoend.screen.Screen;

/** What is left of a demo that is kept, and how to end it. */
final class WhereToLook {
    private final Screen screen;
    private final Place place;

    WhereToLook(Screen screen, Place place) {
        this.screen = screen;
        this.place = place;
    }

    void print() {
        var folder = place.folder();
        var server = place.stack().operated();
        screen.note("Everything is still up, but for the application and the pager. To look:");
        screen.look("operations, backups", "CHRONOOPS_CONTEXT=" + folder + "/context.json ./chronoops backups list");
        screen.look(
                "databases",
                "PGPASSWORD=$(cat " + place.stack().secretsDir() + "/" + Place.DATABASE + "/chrono_scraper) psql -h "
                        + server.host() + " -p " + server.port() + " -U chrono_scraper " + ScraperDatabase.RESTORED);
        screen.look("files of plain SQL", folder.resolve("demo").toString());
        screen.look("bases and segments", folder.resolve("repository").toString());
        screen.look("logs", folder.resolve("logs").toString());
        screen.look("end it", "./chronoops down --data " + folder + " && rm -r " + folder);
    }
}

package io.chronoops.kit.web;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import java.util.Collection;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operated databases. */
@RestController
@RequestMapping("/api/v1/databases")
final class DatabasesController {
    private final Databases databases;

    DatabasesController(Databases databases) {
        this.databases = databases;
    }

    @GetMapping
    Collection<Database> all() {
        return databases.all();
    }
}

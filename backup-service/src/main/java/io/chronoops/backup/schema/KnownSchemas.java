package io.chronoops.backup.schema;

import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All manifests that have a whole schema: the versions read by themselves, and the full backups. */
public final class KnownSchemas {
    private final SchemaVersions versions;
    private final Manifests manifests;

    /** Of these. */
    public KnownSchemas(SchemaVersions versions, Manifests manifests) {
        this.versions = versions;
        this.manifests = manifests;
    }

    /** Those of one database. */
    public List<Manifest> of(String database) throws IOException {
        List<Manifest> known = new ArrayList<>(versions.of(database));
        manifests.of(database).stream()
                .filter(manifest -> manifest.type().equals("full"))
                .forEach(known::add);
        return known;
    }
}

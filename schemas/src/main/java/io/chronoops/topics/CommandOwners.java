package io.chronoops.topics;

import io.chronoops.ops.MaintenanceCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which service takes up which command. */
public final class CommandOwners {
    public static final String BACKUP = "backup-service";
    public static final String MIGRATION = "migration-service";

    /** Command type (the field's name in MaintenanceCommand) → the one service that owns it. */
    public static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("backup", BACKUP),
            Map.entry("restore", BACKUP),
            Map.entry("verify", BACKUP),
            Map.entry("pin", BACKUP),
            Map.entry("export", BACKUP),
            Map.entry("drill", BACKUP),
            Map.entry("mark", BACKUP),
            Map.entry("undo", BACKUP),
            Map.entry("replay", BACKUP),
            Map.entry("prove", BACKUP),
            Map.entry("compact", BACKUP),
            Map.entry("cleanup", BACKUP),
            Map.entry("catalogRebuild", BACKUP),
            Map.entry("addDatabase", BACKUP),
            Map.entry("removeDatabase", BACKUP),
            Map.entry("migrate", MIGRATION),
            Map.entry("vacuum", MIGRATION));

    /** Cancel goes to the owner of the operation that it names: every service looks, one finds it. */
    public static final String CANCEL = "cancel";

    private CommandOwners() {}

    /** The one command type that is set, or none where there is not exactly one that this version knows. */
    public static Optional<String> typeOf(MaintenanceCommand command) {
        List<String> set = command.getSchema().getFields().stream()
                .filter(field -> OWNERS.containsKey(field.name()) || CANCEL.equals(field.name()))
                .filter(field -> command.get(field.pos()) != null)
                .map(field -> field.name())
                .toList();
        return set.size() == 1 ? Optional.of(set.getFirst()) : Optional.empty();
    }
}

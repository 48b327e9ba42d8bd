package io.chronoops.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How every help looks: options as they were written, those of all commands last, commands by what they are for. */
final class HelpStyle {
    private static final Map<String, List<String>> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put(
                "Back up and restore",
                List.of(
                        "backup",
                        "backups",
                        "mark",
                        "marks",
                        "restore",
                        "coverage",
                        "drill",
                        "prove",
                        "compact",
                        "cleanup",
                        "schedules",
                        "catalog"));
        SECTIONS.put("What happened", List.of("find", "history", "diff", "undo", "changes", "replay"));
        SECTIONS.put("Databases", List.of("databases", "migrate", "vacuum"));
        SECTIONS.put("Watch", List.of("monitor", "incidents", "operations"));
        SECTIONS.put("This program", List.of("completion"));
    }

    private HelpStyle() {}

    static void apply(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true)
                .adjustLineBreaksForWideCJKCharacters(true);
        usage.descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%n");
        line.getSubcommands().values().forEach(HelpStyle::apply);
        if (line.getParent() == null) {
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpStyle::sections);
        }
    }

    private static String sections(Help help) {
        var text = new StringBuilder();
        Map<String, Help> commands = help.subcommands();
        SECTIONS.forEach((title, names) -> {
            text.append(title).append(":\n");
            names.stream()
                    .filter(commands::containsKey)
                    .forEach(
                            name -> text.append("  %-12s%s%n".formatted(name, String.join(" ", line(commands, name)))));
        });
        return text.toString();
    }

    private static String[] line(Map<String, Help> commands, String name) {
        Help command = commands.get(name);
        return command == null
                ? new String[0]
                : command.commandSpec().usageMessage().description();
    }
}

package io.chronoops.backup.script;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the table that an object of a dump belongs to, by the form that pg_dump gives each kind. */
final class OfTable {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\\s\".;()]+)";
    private static final String TABLE = NAME + "\\." + NAME;
    private static final Pattern CREATE = Pattern.compile("CREATE (?:UNLOGGED |FOREIGN )?TABLE " + TABLE);
    private static final Pattern ALTER = Pattern.compile("ALTER (?:FOREIGN )?TABLE (?:ONLY )?" + TABLE);
    private static final Pattern ON = Pattern.compile(" ON (?:ONLY )?" + TABLE);
    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            Map.entry("TABLE", CREATE),
            Map.entry("TABLE ATTACH", ALTER),
            Map.entry("SEQUENCE", ALTER), // of an identity column; others stand for themselves
            Map.entry("DEFAULT", ALTER),
            Map.entry("CONSTRAINT", ALTER),
            Map.entry("FK CONSTRAINT", ALTER),
            Map.entry("CHECK CONSTRAINT", ALTER),
            Map.entry("ROW SECURITY", ALTER),
            Map.entry("INDEX", ON),
            Map.entry("TRIGGER", ON),
            Map.entry("POLICY", ON),
            Map.entry("RULE", Pattern.compile(" TO " + TABLE)),
            Map.entry("STATISTICS", Pattern.compile(" FROM " + TABLE)),
            Map.entry("SEQUENCE OWNED BY", Pattern.compile(" OWNED BY " + TABLE)),
            Map.entry("PUBLICATION TABLE", Pattern.compile(" ADD TABLE (?:ONLY )?" + TABLE)));

    private OfTable() {}

    static Optional<String> of(Entry entry) {
        Pattern form = FORMS.get(entry.type());
        if (form == null) {
            return Optional.empty();
        }
        Matcher found = form.matcher(entry.statements().getFirst());
        return found.find() ? Optional.of(bare(found.group(1)) + "." + bare(found.group(2))) : Optional.empty();
    }

    private static String bare(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}

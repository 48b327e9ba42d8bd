package io.chronoops.backup.timeline;

import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.script.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a table's primary key out of a dump's script. */
final class PrimaryKeys {
    private static final Pattern COLUMNS = Pattern.compile("(?s) PRIMARY KEY \\((.*?)\\)( INCLUDE .*)?;?\\s*$");
    private static final Pattern COLUMN = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\\s,\"]+)");

    private PrimaryKeys() {}

    static Optional<List<String>> of(BaseRows bases, Basis basis, TableEntry table) {
        return basis.base() == null ? Optional.empty() : of(bases.postData(basis.base()), table.title());
    }

    static Optional<List<String>> of(List<Entry> entries, String title) {
        return entries.stream()
                .filter(entry -> entry.type().equals("CONSTRAINT"))
                .filter(entry -> entry.table().filter(title::equals).isPresent())
                .flatMap(entry -> entry.statements().stream())
                .map(COLUMNS::matcher)
                .filter(Matcher::find)
                .map(found -> columns(found.group(1)))
                .findFirst();
    }

    private static List<String> columns(String list) {
        List<String> columns = new ArrayList<>();
        Matcher column = COLUMN.matcher(list);
        while (column.find()) {
            columns.add(
                    column.group(1) == null ? column.group(2) : column.group(1).replace("\"\"", "\""));
        }
        return columns;
    }
}

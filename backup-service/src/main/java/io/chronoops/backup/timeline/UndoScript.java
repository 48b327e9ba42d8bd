package io.chronoops.backup.timeline;

import java.util.List;

/**
 * What brings rows back.
 *
 * @param remarks what it is, a line each
 * @param statements all of one transaction, in order, each with its semicolon
 * @param rows how many row changes they are
 */
public record UndoScript(List<String> remarks, List<String> statements, int rows) {
    /** For psql. */
    public String text() {
        var text = new StringBuilder();
        remarks.forEach(remark -> text.append("-- ").append(remark).append('\n'));
        text.append("\\set ON_ERROR_STOP on\nBEGIN;\n");
        statements.forEach(statement -> text.append(statement).append('\n'));
        return text.append("COMMIT;\n").toString();
    }
}

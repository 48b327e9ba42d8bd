package io.chronoops.backup.script;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's encodings by Java's names. */
final class Encodings {
    private Encodings() {}

    /** The charset of an encoding as client_encoding names it. */
    static Charset of(String name) {
        String java =
                switch (name) {
                    case "UTF8", "UNICODE", "SQL_ASCII" -> "UTF-8";
                    case "LATIN1", "LATIN2", "LATIN3", "LATIN4" -> "ISO-8859-" + name.charAt(5);
                    case "LATIN5" -> "ISO-8859-9";
                    case "LATIN7" -> "ISO-8859-13";
                    case "LATIN9" -> "ISO-8859-15";
                    case "ISO_8859_5", "ISO_8859_6", "ISO_8859_7", "ISO_8859_8" -> name.replace('_', '-');
                    case "KOI8R" -> "KOI8-R";
                    case "KOI8U" -> "KOI8-U";
                    case "EUC_JP", "EUC_KR" -> name.replace('_', '-');
                    case "EUC_CN" -> "GB2312";
                    default -> name.startsWith("WIN") ? "windows-" + name.substring(3) : "";
                };
        if (java.isEmpty() || !Charset.isSupported(java)) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "its encoding " + name + " cannot be read here",
                    "make the dump once more with: pg_dump --encoding=UTF8");
        }
        return java.equals("UTF-8") ? StandardCharsets.UTF_8 : Charset.forName(java);
    }
}

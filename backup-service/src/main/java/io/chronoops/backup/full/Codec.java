package io.chronoops.backup.full;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How data files are compressed: gzip:1–9, zstd:1–19, none. */
public record Codec(String name, int level) {
    private static final int BUFFER = 1 << 16;

    /** Reads its text form; null: gzip:6. */
    public static Codec parse(@org.jspecify.annotations.Nullable String text) {
        String[] parts = (text == null ? "gzip:6" : text).split(":", 2);
        int level = parts.length == 2 ? level(parts[1], text) : parts[0].equals("zstd") ? 3 : 6;
        int most =
                switch (parts[0]) {
                    case "gzip" -> 9;
                    case "zstd" -> 19;
                    case "none" -> 9;
                    default -> throw wrong(text);
                };
        if (level < 1 || level > most) {
            throw wrong(text);
        }
        return new Codec(parts[0], level);
    }

    private static int level(String level, @org.jspecify.annotations.Nullable String whole) {
        try {
            return Integer.parseInt(level);
        } catch (NumberFormatException _) {
            throw wrong(whole);
        }
    }

    private static IllegalArgumentException wrong(@org.jspecify.annotations.Nullable String text) {
        return new IllegalArgumentException("codec " + text + " is none of gzip:1 to gzip:9, zstd:1 to zstd:19, none");
    }

    /** The file ending. */
    String ending() {
        return switch (name) {
            case "gzip" -> ".copy.gz";
            case "zstd" -> ".copy.zst";
            default -> ".copy";
        };
    }

    /** The command that expands a file to standard output, for restore.sh. */
    String expander() {
        return switch (name) {
            case "gzip" -> "gunzip -c";
            case "zstd" -> "zstd -dc";
            default -> "cat";
        };
    }

    /** Closing what it returns ends the content, not the file below. */
    OutputStream compress(OutputStream file) throws IOException {
        OutputStream out = new StaysOpen(file);
        return switch (name) {
            case "gzip" -> new LeveledGzip(out, level);
            case "zstd" -> new ZstdOutputStream(out, level);
            default -> out;
        };
    }

    /** Expands a file by its ending. */
    public static InputStream expand(String path, InputStream in) throws IOException {
        if (path.endsWith(".gz")) {
            return new GZIPInputStream(in, BUFFER);
        }
        return path.endsWith(".zst") ? new ZstdInputStream(new BufferedInputStream(in, BUFFER)) : in;
    }

    /** Its text form. */
    public String text() {
        return name.equals("none") ? name : name + ":" + level;
    }

    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    private static final class LeveledGzip extends GZIPOutputStream {
        LeveledGzip(OutputStream out, int level) throws IOException {
            super(out, BUFFER);
            def.setLevel(level);
        }
    }
}

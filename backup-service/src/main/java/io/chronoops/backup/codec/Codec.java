package io.chronoops.backup.codec;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** How data files are compressed: gzip:1–9, zstd:1–19, none. */
public record Codec(String name, int level) {
    private static final int BUFFER = 1 << 16;
    private static final String DEFAULT = "gzip:6";

    /** Reads its text form; null: gzip:6. */
    public static Codec parse(@Nullable String text) {
        String[] parts = (text == null ? DEFAULT : text).split(":", 2);
        int level = parts.length == 2 ? level(parts[1], text) : parts[0].equals("zstd") ? 3 : 6;
        int most =
                switch (parts[0]) {
                    case "gzip", "none" -> 9;
                    case "zstd" -> 19;
                    default -> throw wrong(text);
                };
        if (level < 1 || level > most) {
            throw wrong(text);
        }
        return new Codec(parts[0], level);
    }

    private static int level(String level, @Nullable String whole) {
        try {
            return Integer.parseInt(level);
        } catch (NumberFormatException _) {
            throw wrong(whole);
        }
    }

    private static IllegalArgumentException wrong(@Nullable String text) {
        return new IllegalArgumentException("codec " + text + " is none of gzip:1 to gzip:9, zstd:1 to zstd:19, none");
    }

    /** The file ending. */
    public String ending() {
        return switch (name) {
            case "gzip" -> ".copy.gz";
            case "zstd" -> ".copy.zst";
            default -> ".copy";
        };
    }

    /** The command that expands a file to standard output, for restore.sh. */
    public String expander() {
        return switch (name) {
            case "gzip" -> "gunzip -c";
            case "zstd" -> "zstd -dc";
            default -> "cat";
        };
    }

    /** One that compresses blocks of at most so many bytes. */
    BlockCompressor compressor(int block) {
        return switch (name) {
            case "gzip" -> new GzipCompressor(Deflate.best(level, block));
            case "zstd" -> new ZstdCompressor(level);
            default -> new NoCompressor();
        };
    }

    /** Expands a file by its ending. */
    public static InputStream expand(String path, InputStream in) throws IOException {
        if (path.endsWith(".gz")) {
            return new GzipBlocks(in);
        }
        return path.endsWith(".zst") ? new ZstdInputStream(new BufferedInputStream(in, BUFFER)) : in;
    }

    /** What does the work on this machine, by name. */
    public String library() {
        return switch (name) {
            case "gzip" ->
                LibDeflate.isThere()
                        ? LibDeflate.name()
                        : "the JDK's deflate, 2.5 times slower than libdeflate: apt-get install libdeflate0";
            case "zstd" -> "zstd-jni";
            default -> "none";
        };
    }

    /** Its text form. */
    public String text() {
        return name.equals("none") ? name : name + ":" + level;
    }
}

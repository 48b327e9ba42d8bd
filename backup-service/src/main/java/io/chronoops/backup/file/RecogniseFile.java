package io.chronoops.backup.file;

import io.chronoops.backup.repository.Layout;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells what a file is by its content; its name says nothing. */
final class RecogniseFile {
    private static final int HEAD = 1 << 13;
    private static final int TAR_MAGIC = 257;
    private static final String TOC = "toc.dat";
    private static final String EXPAND = "expand it and give the file that is in it";
    private static final Map<String, String> PACKED = Map.of(
            "\u00fd7zXZ", "xz",
            "BZh", "bzip2",
            "\u0004\"M\u0018", "lz4",
            "PK\u0003\u0004", "zip",
            "7z\u00bc\u00af", "7-zip");

    private RecogniseFile() {}

    static Found recognise(Path path) {
        try {
            return Files.isDirectory(path) ? folder(path) : file(path);
        } catch (EOFException _) {
            throw Trouble.truncated(path, "its compressed content ends at once");
        } catch (java.util.zip.ZipException | com.github.luben.zstd.ZstdIOException e) {
            throw Trouble.damaged(path, "it does not expand: " + e.getMessage());
        } catch (IOException e) {
            throw Trouble.unreadable(path, e);
        }
    }

    private static Found folder(Path path) throws IOException {
        if (Files.exists(path.resolve(Layout.MANIFEST))) {
            return new Found(path, Form.BACKUP, Compression.NONE, 0);
        }
        if (Files.exists(path.resolve(TOC))) {
            return new Found(path, Form.DIRECTORY, Compression.NONE, 0);
        }
        throw Trouble.unknown(
                path,
                "is a folder without " + Layout.MANIFEST + " and without " + TOC
                        + ": neither a backup of ours that is whole nor one of pg_dump -Fd",
                "give the folder that holds one of them");
    }

    private static Found file(Path path) throws IOException {
        long bytes = Files.size(path);
        if (bytes == 0) {
            throw Trouble.unknown(path, "is empty", "make the dump once more: the disk may have been full");
        }
        String head = head(Files.newInputStream(path));
        Path name = path.getFileName();
        Path folder = path.getParent();
        if (name != null && folder != null && name.toString().equals(Layout.MANIFEST)) {
            return new Found(folder, Form.BACKUP, Compression.NONE, 0);
        }
        if (name != null && folder != null && name.toString().equals(TOC)) {
            return new Found(folder, Form.DIRECTORY, Compression.NONE, 0);
        }
        if (head.startsWith("PGDMP")) {
            return new Found(path, Form.CUSTOM, Compression.NONE, bytes);
        }
        if (head.startsWith("ustar", TAR_MAGIC)) {
            return tar(path, head, bytes);
        }
        PACKED.forEach((magic, packer) -> {
            if (head.startsWith(magic)) {
                throw Trouble.unknown(path, "is packed by " + packer + ", which is not read here", EXPAND);
            }
        });
        Compression compression = Compression.of(head);
        String text = compression == Compression.NONE ? head : head(compression.expand(Files.newInputStream(path)));
        if (text.startsWith("PGDMP") || text.startsWith("ustar", TAR_MAGIC)) {
            throw Trouble.unknown(path, "holds an archive of pg_dump, compressed once more", EXPAND);
        }
        mustBeDump(path, text);
        return new Found(path, Form.PLAIN, compression, bytes);
    }

    private static Found tar(Path path, String head, long bytes) {
        String first = head.substring(0, Math.max(0, head.indexOf('\0')));
        if (!first.equals(TOC)) {
            throw Trouble.unknown(
                    path,
                    "is a tar file that begins with " + first + ": not one of pg_dump -Ft",
                    "unpack it and give the file or folder that is in it");
        }
        return new Found(path, Form.TAR, Compression.NONE, bytes);
    }

    private static void mustBeDump(Path path, String text) {
        if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
            throw Trouble.unknown(
                    path, "is in UTF-16, as PowerShell's > writes it", "make the dump once more with: pg_dump -f FILE");
        }
        if (!DumpFacts.begins(text)) {
            throw Trouble.unknown(
                    path,
                    "is of no known form: neither a backup or export of ours nor what pg_dump writes",
                    "other SQL is run by psql: createdb -T template0 NAME && psql -v ON_ERROR_STOP=1 -f FILE NAME");
        }
    }

    /** Its first bytes, a character each. */
    private static String head(InputStream file) throws IOException {
        try (var in = new BufferedInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
    }
}

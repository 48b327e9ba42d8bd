package io.chronoops.backup.script;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The rows that stand in a script after a COPY, up to the line \. that ends them. */
final class CopyText extends InputStream {
    private final Window window;
    private boolean lineBegins = true;
    private boolean ended;

    CopyText(Window window) {
        this.window = window;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        if (lineBegins && window.startsWith("\\.")) {
            ended = true;
            new Lexer(window).line();
            return -1;
        }
        int taken = window.takeLines(into, from, length);
        if (taken == 0) {
            throw new EOFException("it ends within the rows of a table");
        }
        lineBegins = into[from + taken - 1] == '\n';
        return taken;
    }

    /** Passes over what nobody read. */
    void skipRest() throws IOException {
        transferTo(java.io.OutputStream.nullOutputStream());
    }
}

package dev.leeway.schema.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Standard output as UTF-8 whatever the locale, remembering whether everything written to it arrived. */
public final class StandardOutput extends OutputStream {
    private final OutputStream target;
    private boolean readerLeft;
    private boolean lost;

    /** Over {@code target}, which it does not close. */
    public StandardOutput(OutputStream target) {
        this.target = target;
    }

    /** Of this process. */
    public static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** Standard error of this process, flushed line by line. */
    public static PrintWriter errorsOfProcess() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
    }

    /** A writer onto it; the caller flushes. */
    public PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(this, StandardCharsets.UTF_8));
    }

    /** Whether bytes were lost for another reason than a reader that had seen enough, as {@code head} does. */
    public boolean lost() {
        return lost && !readerLeft;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            lost = true;
            readerLeft |= "Broken pipe".equals(e.getMessage());
            throw e;
        }
    }
}

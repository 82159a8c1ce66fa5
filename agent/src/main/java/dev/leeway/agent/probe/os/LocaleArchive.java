package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/** The names in glibc's {@code locale-archive}, which holds all compiled locales in one file. */
final class LocaleArchive {
    /** The table of names comes first; the locales themselves, hundreds of megabytes where all are installed, follow. */
    static final int HEAD = 512 * 1024;

    private static final int MAGIC = 0xDE020109;
    private static final int ENTRY = 12;
    private static final int MAX_ENTRIES = 20_000;
    private static final int MAX_NAME = 80;

    private LocaleArchive() {}

    /** The names in use, from the first bytes of the file. */
    static Set<String> names(byte[] head) throws MalformedException {
        try {
            ByteBuffer in = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            if (in.getInt(0) != MAGIC && in.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC) {
                throw new MalformedException("expected a locale archive");
            }
            int table = in.getInt(8);
            int size = in.getInt(16);
            if (size < 0 || size > MAX_ENTRIES) {
                throw new MalformedException("expected at most " + MAX_ENTRIES + " names");
            }
            Set<String> names = new TreeSet<>();
            for (int i = 0; i < size; i++) {
                int entry = table + i * ENTRY;
                if (in.getInt(entry + 8) != 0) {
                    names.add(name(head, in.getInt(entry + 4)));
                }
            }
            return names;
        } catch (IndexOutOfBoundsException e) {
            throw new MalformedException("expected the table of names within the first " + head.length + " bytes");
        }
    }

    private static String name(byte[] head, int offset) {
        int end = offset;
        while (head[end] != 0 && end - offset < MAX_NAME) {
            end++;
        }
        return new String(head, offset, end - offset, StandardCharsets.UTF_8);
    }
}

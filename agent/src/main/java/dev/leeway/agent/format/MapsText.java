package dev.leeway.agent.format;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /proc/PID/maps}: the files a process has mapped. */
public final class MapsText {
    private static final String DELETED = " (deleted)";

    private MapsText() {}

    /**
     * One file mapped, from its first line.
     *
     * @param path without the mark of a deleted file
     * @param code whether some of it is mapped to be run
     * @param deleted whether no path leads to it any more
     * @param device {@code major:minor}, hexadecimal as written
     */
    public record Mapped(String path, boolean code, boolean deleted, String device, long inode) {}

    /** The files in {@code text}, in the order of their first lines. */
    public static Collection<Mapped> parse(String text) {
        Map<String, Mapped> files = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            String[] fields = line.split(" +", 6);
            if (fields.length == 6 && fields[5].startsWith("/")) {
                boolean deleted = fields[5].endsWith(DELETED);
                String path = deleted ? fields[5].substring(0, fields[5].length() - DELETED.length()) : fields[5];
                boolean code = fields[1].indexOf('x') >= 0;
                files.merge(
                        fields[5],
                        new Mapped(path, code, deleted, fields[3], inode(fields[4])),
                        (first, next) ->
                                new Mapped(path, first.code() || next.code(), deleted, first.device(), first.inode()));
            }
        });
        return files.values();
    }

    private static long inode(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

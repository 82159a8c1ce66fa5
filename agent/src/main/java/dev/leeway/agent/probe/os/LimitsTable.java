package dev.leeway.agent.probe.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table {@code /proc/PID/limits}, by the short names that {@code limits.conf} uses. */
final class LimitsTable {
    /** One limit; amounts as written, {@code unlimited} included. */
    record Limit(String name, String soft, String hard) {}

    private static final Pattern ROW = Pattern.compile("(Max [a-z ]+?) {2,}(\\S+) +(\\S+).*");

    /** Limits a program meets; the rest is for schedulers and kernel queues, or follows from the size of the memory. */
    private static final Map<String, String> NAMES = Map.of(
            "Max open files", "nofile",
            "Max core file size", "core",
            "Max stack size", "stack",
            "Max locked memory", "memlock",
            "Max address space", "as",
            "Max data size", "data",
            "Max file size", "fsize",
            "Max cpu time", "cpu",
            "Max processes", "nproc",
            "Max realtime priority", "rtprio");

    private LimitsTable() {}

    /** The rows that are known, in the order of the table. */
    static List<Limit> parse(String text) {
        List<Limit> limits = new ArrayList<>();
        text.lines().forEach(line -> row(line).ifPresent(limits::add));
        return limits;
    }

    private static Optional<Limit> row(String line) {
        Matcher matcher = ROW.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(NAMES.get(matcher.group(1)))
                .map(name -> new Limit(name, matcher.group(2), matcher.group(3)));
    }
}

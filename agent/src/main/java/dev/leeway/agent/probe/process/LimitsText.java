package dev.leeway.agent.probe.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /proc/PID/limits}: the limits a process runs under, by the names {@code ulimit} and unit files use. */
final class LimitsText {
    private static final Pattern LINE = Pattern.compile("Max (.+?) {2,}(\\S+) +(\\S+)(?: +\\S+)? *");
    private static final Map<String, String> NAMES = Map.of(
            "cpu time", "cpu",
            "file size", "fsize",
            "data size", "data",
            "stack size", "stack",
            "core file size", "core",
            "processes", "nproc",
            "open files", "nofile",
            "locked memory", "memlock",
            "address space", "as");

    private LimitsText() {}

    /**
     * One limit.
     *
     * @param soft the limit in force, or {@code unlimited}; bytes, seconds or a count
     * @param hard what the process may raise it to
     */
    record Limit(String name, String soft, String hard) {}

    static List<Limit> parse(String text) {
        List<Limit> limits = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            String name = matcher.matches() ? NAMES.get(matcher.group(1)) : null;
            if (name != null) {
                limits.add(new Limit(name, matcher.group(2), matcher.group(3)));
            }
        });
        return limits;
    }
}

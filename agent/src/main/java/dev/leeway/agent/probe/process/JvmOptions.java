package dev.leeway.agent.probe.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a Java virtual machine was told, sorted by what it is about; of two options for one thing the later counts.
 */
final class JvmOptions {
    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");
    private static final Map<String, String> HEAP = Map.of(
            "-Xmx", "MaxHeapSize",
            "-Xms", "InitialHeapSize",
            "-Xss", "ThreadStackSize",
            "-Xmn", "NewSize");
    private static final Map<String, String> COLLECTORS = Map.ofEntries(
            Map.entry("UseG1GC", "G1"),
            Map.entry("UseParallelGC", "Parallel"),
            Map.entry("UseParallelOldGC", "Parallel"),
            Map.entry("UseSerialGC", "Serial"),
            Map.entry("UseZGC", "Z"),
            Map.entry("UseShenandoahGC", "Shenandoah"),
            Map.entry("UseConcMarkSweepGC", "ConcMarkSweep"),
            Map.entry("UseEpsilonGC", "Epsilon"));

    private final SortedMap<String, JvmOption> properties = new TreeMap<>();
    private final SortedMap<String, JvmOption> flags = new TreeMap<>();
    private final List<JvmOption> agents = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private Optional<JvmOption> classPath = Optional.empty();
    private Optional<JvmOption> debugger = Optional.empty();

    /** Sorts {@code options}, the earliest first. */
    static JvmOptions of(List<JvmOption> options) {
        JvmOptions sorted = new JvmOptions();
        for (int i = 0; i < options.size(); i++) {
            JvmOption option = options.get(i);
            if (CLASS_PATH.contains(option.text()) && i + 1 < options.size()) {
                sorted.classPath = Optional.of(options.get(++i));
            } else {
                sorted.add(option);
            }
        }
        return sorted;
    }

    private void add(JvmOption option) {
        String text = option.text();
        if (text.startsWith("--class-path=")) {
            classPath = Optional.of(new JvmOption(text.substring("--class-path=".length()), option.origin()));
        } else if (text.startsWith("-D") && text.length() > 2) {
            assign(properties, text.substring(2), option.origin());
        } else if (text.startsWith("-XX:+") || text.startsWith("-XX:-")) {
            flags.put(text.substring(5), new JvmOption(Boolean.toString(text.charAt(4) == '+'), option.origin()));
        } else if (text.startsWith("-XX:")) {
            assign(flags, text.substring(4), option.origin());
        } else if (text.length() > 4 && HEAP.containsKey(text.substring(0, 4))) {
            flags.put(HEAP.getOrDefault(text.substring(0, 4), text), new JvmOption(text.substring(4), option.origin()));
        } else if (text.startsWith("-agentlib:jdwp") || text.startsWith("-Xrunjdwp")) {
            int start = text.indexOf(text.startsWith("-X") ? ':' : '=');
            debugger = Optional.of(new JvmOption(start < 0 ? "" : text.substring(start + 1), option.origin()));
        } else if (isAgent(text)) {
            agents.add(option);
        } else {
            others.add(text);
        }
    }

    private static boolean isAgent(String text) {
        return text.startsWith("-javaagent:") || text.startsWith("-agentlib:") || text.startsWith("-agentpath:");
    }

    private static void assign(SortedMap<String, JvmOption> to, String text, String origin) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (!name.isEmpty()) {
            to.put(name, new JvmOption(equals < 0 ? "" : text.substring(equals + 1), origin));
        }
    }

    /** System properties by name. */
    SortedMap<String, JvmOption> properties() {
        return Collections.unmodifiableSortedMap(properties);
    }

    /** Flags by name, {@code -Xmx} and its like under the name of the flag they set; yes and no as {@code true, false}. */
    SortedMap<String, JvmOption> flags() {
        return Collections.unmodifiableSortedMap(flags);
    }

    /** Agents, debuggers apart, in order. */
    List<JvmOption> agents() {
        return List.copyOf(agents);
    }

    /** What is none of the others, in order, separate values following their options. */
    List<String> others() {
        return List.copyOf(others);
    }

    /** The class path, which later ones replace. */
    Optional<JvmOption> classPath() {
        return classPath;
    }

    /** Settings of the debugger's agent: {@code transport=dt_socket,server=y,address=*:5005}. */
    Optional<JvmOption> debugger() {
        return debugger;
    }

    /** The collector asked for by a flag. */
    Optional<JvmOption> collector() {
        return flags.entrySet().stream()
                .filter(flag -> flag.getValue().text().equals("true") && COLLECTORS.containsKey(flag.getKey()))
                .map(flag -> new JvmOption(
                        COLLECTORS.getOrDefault(flag.getKey(), ""),
                        flag.getValue().origin()))
                .findFirst();
    }
}

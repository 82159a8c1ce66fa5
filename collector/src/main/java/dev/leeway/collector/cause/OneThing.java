package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that several facts tell of: a port as variable, process and socket have it; a collector as its flags and its name; an
 * interpreter as it runs and as it is installed; a user with its group and what root may do; the order of classes and which of them lie there twice; the size of a machine.
 */
final class OneThing {
    private static final Pattern COLLECTOR = Pattern.compile("jvm/(gc/.*|flag\\[Use\\w*GC])");
    private static final Pattern HEAP = Pattern.compile("jvm/(heap/.*|flag\\[\\w*(HeapSize|RAMPercentage)])");
    private static final Pattern USER = Pattern.compile("user|group|security/capabilities");
    private static final Pattern SIZE = Pattern.compile("(cpu/(online|usable)|memory/(total|usable|swap))");
    private static final Pattern PORT = Pattern.compile("(?:tcp|udp) ([0-9]{1,5}) .*");

    /** Services, each with the environments between which it waits on other ports, to those ports in each environment. */
    private final Map<List<String>, Map<String, Set<String>>> listening = new HashMap<>();
    /** Services with environments between which another interpreter runs, and another order of the class path is used. */
    private final Set<List<String>> interpreters = new HashSet<>();

    private final Set<List<String>> orders = new HashSet<>();
    private final Set<List<String>> users = new HashSet<>();

    OneThing(List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding.disposition() == Disposition.WITHIN_LEEWAY) {
                continue;
            }
            String path = finding.address().path().text();
            switch (finding.address().section().probe()) {
                case "process" -> {
                    if (path.equals("listen")) {
                        listening.put(place(finding), ports(finding));
                    } else if (path.equals("runtime/line") || path.equals("runtime/version")) {
                        interpreters.add(place(finding));
                    } else if (path.equals("user")) {
                        users.add(place(finding));
                    }
                }
                case "dependency" -> {
                    if (path.equals("classpath/order")) {
                        orders.add(place(finding));
                    }
                }
                default -> {}
            }
        }
    }

    /** The origin of a finding that tells of one thing with others; empty where it stands for itself. */
    Optional<Origin> of(Finding finding) {
        String path = finding.address().path().text();
        String section = finding.address().section().text();
        List<String> place = place(finding);
        return switch (finding.address().section().probe()) {
            case "os" -> SIZE.matcher(path).matches() ? fact(section + "/size") : Optional.empty();
            case "process" -> {
                if (path.equals("listen")) {
                    yield Optional.of(ports(place));
                }
                if (USER.matcher(path).matches() && users.contains(place)) {
                    yield fact(section + "/user");
                }
                yield COLLECTOR.matcher(path).matches()
                        ? fact(section + "/jvm/gc")
                        : HEAP.matcher(path).matches() ? fact(section + "/jvm/heap") : Optional.empty();
            }
            case "network" ->
                path.startsWith("listener[") && listening.containsKey(place)
                        ? Optional.of(ports(place))
                        : Optional.empty();
            case "env" -> isPort(finding, place) ? Optional.of(ports(place)) : Optional.empty();
            case "dependency" -> ofDependency(path, place);
            default -> Optional.empty();
        };
    }

    private Optional<Origin> ofDependency(String path, List<String> place) {
        String service = place.get(place.size() - 1);
        if (path.startsWith("python/interpreter/") && interpreters.contains(place)) {
            return fact("process[" + service + "]/runtime");
        }
        return path.startsWith("classpath/duplicate[") && orders.contains(place)
                ? fact("dependency[" + service + "]/classpath")
                : Optional.empty();
    }

    /** Whether a variable has, in each environment, a port that the service waits on there and not in the other. */
    private boolean isPort(Finding finding, List<String> place) {
        Map<String, Set<String>> ports = listening.get(place);
        if (ports == null || finding.between().size() != 2) {
            return false;
        }
        Set<String> values = new HashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())) {
                String text = value.value().map(Value::display).orElse("");
                if (!ports.getOrDefault(value.environment(), Set.of()).contains(text)) {
                    return false;
                }
                values.add(text);
            }
        }
        return values.size() > 1;
    }

    private static Map<String, Set<String>> ports(Finding finding) {
        Map<String, Set<String>> ports = new HashMap<>();
        for (EnvironmentValue value : finding.values()) {
            Set<String> here = ports.computeIfAbsent(value.environment(), unused -> new TreeSet<>());
            if (value.value().orElse(null) instanceof Value.SetOf set) {
                for (Value member : set.members()) {
                    Matcher matcher = PORT.matcher(member.display());
                    if (matcher.matches()) {
                        here.add(matcher.group(1));
                    }
                }
            }
        }
        return ports;
    }

    private static Origin ports(List<String> place) {
        return new Origin(Origin.Kind.PORTS, place.get(place.size() - 1));
    }

    private static Optional<Origin> fact(String family) {
        return Optional.of(new Origin(Origin.Kind.FACT, family));
    }

    /** The environments, then whose it is as addresses write it. */
    private static List<String> place(Finding finding) {
        List<String> place = new ArrayList<>(finding.between());
        String section = finding.address().section().text();
        int open = section.indexOf('[');
        place.add(open < 0 ? "" : section.substring(open + 1, section.length() - 1));
        return place;
    }
}

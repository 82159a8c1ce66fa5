package dev.leeway.collector.source;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.ProtectedReader;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A policy file and all it includes, in the order in which their rules count: what is included before what includes it. */
final class PolicyParts {
    private static final int DEEPEST = 8;
    private static final int MOST = 100;
    private static final String INCLUDE = "include";
    /** What is said once for all stands in the policy itself, where the agent's guard reads it, too. */
    private static final List<String> INCLUDED_KEYS =
            List.of(INCLUDE, "services", "owners", "require", "rules", "invariants", "waivers");

    private final IncludedFiles files;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<IncludedFiles.Opened> open = new ArrayDeque<>();

    private PolicyParts(IncludedFiles files) {
        this.files = files;
    }

    /**
     * One file.
     *
     * @param name for messages and origins
     * @param root its top
     * @param yaml its whole text
     * @param by what includes it, for messages: {@code  (included by leeway.yaml:1)}; empty for the policy itself
     * @param shipped whether it comes with Leeway
     */
    record Part(String name, YamlMap root, String yaml, String by, boolean shipped) {
        /** A place in it. */
        Origin origin(int line) {
            return new Origin(name, line, shipped);
        }

        /** A complaint about this part that names what includes it, too. */
        FormatException told(FormatException complaint) {
            if (by.isEmpty() || String.valueOf(complaint.getMessage()).endsWith(by)) {
                return complaint;
            }
            String message = String.valueOf(complaint.getMessage());
            String opening = complaint.source() + (complaint.place().isEmpty() ? "" : ":" + complaint.place()) + ": ";
            String rest = message.startsWith(opening) ? message.substring(opening.length()) : message;
            int next = rest.lastIndexOf("; ");
            return new FormatException(
                    complaint.source(),
                    complaint.place(),
                    next < 0 ? rest : rest.substring(0, next),
                    (next < 0 ? "" : rest.substring(next + 2)) + by,
                    complaint);
        }
    }

    /**
     * The policy and what it includes, each file once; the policy itself is the last.
     *
     * @param faults keeps what cannot be included, and what else is wrong with the parts as wholes
     * @throws FormatException where the policy itself is no YAML
     */
    static List<Part> of(String yaml, String name, IncludedFiles files, Faults faults) throws FormatException {
        return of(yaml, name, files, false, faults);
    }

    /** A policy that comes with Leeway and includes nothing. */
    static List<Part> shipped(String yaml, String name) throws FormatException {
        return of(yaml, name, IncludedFiles.NONE, true, new Faults());
    }

    private static List<Part> of(String yaml, String name, IncludedFiles files, boolean shipped, Faults faults)
            throws FormatException {
        PolicyParts parts = new PolicyParts(files);
        YamlMap root = YamlReader.read(yaml, name).map();
        faults.unknownKeys(root, ProtectedReader.POLICY_KEYS);
        parts.include(root, "", faults);
        parts.parts.add(new Part(name, root, yaml, "", shipped));
        return List.copyOf(parts.parts);
    }

    private void include(YamlMap root, String from, Faults faults) {
        Optional<YamlNode> node = root.find(INCLUDE);
        if (node.isPresent()) {
            for (YamlNode item : node.get() instanceof YamlList list ? list.items() : List.of(node.get())) {
                faults.of(() -> include(item, from, faults));
            }
        }
    }

    private void include(YamlNode item, String from, Faults faults) throws FormatException {
        String path = item.text();
        IncludedFiles.Opened file;
        try {
            file = files.open(from, path);
        } catch (IOException e) {
            throw item.place()
                    .error(
                            "'" + FormatException.shown(path) + "' cannot be included: " + e.getMessage(),
                            "name a file in the directory of this one, or below it");
        }
        if (open.stream().anyMatch(each -> each.id().equals(file.id()))) {
            throw item.place()
                    .error("'" + file.name() + "' includes itself in the end", "take one of the two 'include's out");
        }
        if (seen.add(file.id())) {
            add(item, file, faults);
        }
    }

    private void add(YamlNode item, IncludedFiles.Opened file, Faults faults) throws FormatException {
        if (open.size() == DEEPEST || seen.size() > MOST) {
            throw item.place()
                    .error(
                            open.size() == DEEPEST
                                    ? "included more than " + DEEPEST + " files deep"
                                    : "more than " + MOST + " files",
                            "put rules that belong together into one file");
        }
        YamlMap none = new YamlMap(item.place(), List.of());
        Faults own = new Faults();
        YamlMap root =
                own.or(none, () -> YamlReader.read(file.yaml(), file.name()).map());
        Part part = new Part(file.name(), root, file.yaml(), by(item), false);
        own.unknownKeys(root, ProtectedReader.POLICY_KEYS);
        for (YamlMap.Entry entry : root.entries()) {
            if (ProtectedReader.POLICY_KEYS.contains(entry.key()) && !INCLUDED_KEYS.contains(entry.key())) {
                own.add(entry.keyPlace()
                        .error("'" + entry.key() + "' in a file that is included", "move it into the policy itself"));
            }
        }
        open.push(file);
        include(root, file.id(), own);
        open.pop();
        own.found().forEach(fault -> faults.add(part.told(fault)));
        parts.add(part);
    }

    private static String by(YamlNode item) {
        return " (included by " + item.place().text() + ")";
    }
}

package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.xml.XmlElement;
import dev.leeway.agent.format.xml.XmlText;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code pom.xml} by itself: its own dependencies, with literal versions or properties of this file.
 *
 * <p>Parents are not looked for; a version that only they know is {@link Declaration.Precision#ANY}, as {@code managed}.
 */
final class PomText {
    private static final int MAX_ROUNDS = 8;
    private static final int LONGEST = 500;

    private final Map<String, String> properties = new HashMap<>();
    private final DeclarationList list;

    private PomText(String file) {
        this.list = new DeclarationList(Ecosystem.MAVEN, file);
    }

    static List<Declaration> read(String text, String file) throws MalformedException {
        XmlElement project = XmlText.read(text);
        if (!project.name().equals("project")) {
            throw new MalformedException("line " + project.line() + ": expected a project");
        }
        PomText pom = new PomText(file);
        pom.properties(project);
        Map<String, String> managed = pom.managed(project);
        for (XmlElement each : children(project, "dependencies")) {
            pom.dependency(each, managed);
        }
        return pom.list.all();
    }

    private static List<XmlElement> children(XmlElement element, String... names) {
        return element.at(names).map(XmlElement::children).orElse(List.of());
    }

    private void properties(XmlElement project) {
        for (XmlElement each : children(project, "properties")) {
            properties.put(each.name(), each.text());
        }
        for (String name : List.of("groupId", "artifactId", "version")) {
            Optional<String> parent = project.textAt("parent", name);
            parent.ifPresent(value -> properties.put("project.parent." + name, value));
            project.textAt(name).or(() -> parent).ifPresent(value -> properties.put("project." + name, value));
        }
    }

    /** What this file itself says of versions under {@code dependencyManagement}; imported lists are declared as such. */
    private Map<String, String> managed(XmlElement project) {
        Map<String, String> managed = new HashMap<>();
        for (XmlElement each : children(project, "dependencyManagement", "dependencies")) {
            Optional<String> version = each.textAt("version").map(this::interpolated);
            boolean imported = each.textAt("scope").filter("import"::equals).isPresent();
            if (version.isPresent() && imported) {
                versioned(key(each), version.get(), Optional.of("import"), each.line());
            } else {
                version.ifPresent(found -> managed.put(key(each), found));
            }
        }
        return managed;
    }

    private void dependency(XmlElement each, Map<String, String> managed) {
        String key = key(each);
        Optional<String> scope = each.textAt("scope").map(this::interpolated).filter(found -> !found.equals("compile"));
        boolean optional = each.textAt("optional").filter("true"::equals).isPresent();
        Optional<String> condition = scope.or(() -> optional ? Optional.of("optional") : Optional.empty());
        Optional<String> version =
                each.textAt("version").map(this::interpolated).or(() -> Optional.ofNullable(managed.get(key)));
        if (version.isPresent()) {
            versioned(key, version.get(), condition, each.line());
        } else {
            list.range(key, "", condition.or(() -> Optional.of("managed")), each.line());
        }
    }

    private String key(XmlElement dependency) {
        String key = interpolated(dependency.textAt("groupId").orElse("")) + ":"
                + interpolated(dependency.textAt("artifactId").orElse(""));
        return dependency
                .textAt("classifier")
                .map(found -> key + ":" + interpolated(found))
                .orElse(key);
    }

    private void versioned(String key, String version, Optional<String> condition, int line) {
        if (key.startsWith(":") || key.endsWith(":")) {
            return;
        }
        if (version.contains("${")) {
            list.range(key, "", condition.or(() -> Optional.of("managed")), line);
        } else if (version.startsWith("[") || version.startsWith("(")) {
            list.range(key, version, condition, line);
        } else {
            list.pinned(key, version, condition, line);
        }
    }

    /** With the properties this file knows; rounds and length are bounded, for properties may name each other in circles. */
    private String interpolated(String text) {
        String result = text;
        for (int round = 0; round < MAX_ROUNDS && result.contains("${"); round++) {
            StringBuilder out = new StringBuilder();
            int at = 0;
            for (int open = result.indexOf("${"); open >= 0; open = result.indexOf("${", at)) {
                int close = result.indexOf('}', open);
                if (close < 0) {
                    break;
                }
                String known = properties.get(result.substring(open + 2, close));
                out.append(result, at, open).append(known == null ? result.substring(open, close + 1) : known);
                at = close + 1;
                if (out.length() > LONGEST) {
                    return text;
                }
            }
            result = out.append(result, at, result.length()).toString();
        }
        return result;
    }
}

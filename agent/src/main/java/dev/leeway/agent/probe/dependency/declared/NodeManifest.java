package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextLines;
import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonNode.Text;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code package.json} and npm's lock files. */
final class NodeManifest {
    private static final String MODULES = "node_modules/";
    private static final Pattern EXACT = Pattern.compile("[=v]*\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]*)?");
    private static final Map<String, Optional<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("dependencies", Optional.empty());
        GROUPS.put("devDependencies", Optional.of("dev"));
        GROUPS.put("optionalDependencies", Optional.of("optional"));
        GROUPS.put("peerDependencies", Optional.of("peer"));
    }

    private NodeManifest() {}

    /** {@code package.json}. */
    static List<Declaration> manifest(String text, String file) throws MalformedException {
        JsonNode root = json(text);
        DeclarationList list = new DeclarationList(Ecosystem.NPM, file);
        GROUPS.forEach((group, condition) -> {
            if (root.at(group).orElse(null) instanceof Members members) {
                TextLines lines = new TextLines(text);
                lines.next("\"" + group + "\"");
                members.members().forEach((name, spec) -> {
                    int line = lines.next("\"" + name + "\"");
                    if (spec instanceof Text wanted) {
                        specified(list, name, wanted.text().strip(), condition, line);
                    }
                });
            }
        });
        return list.all();
    }

    private static JsonNode json(String text) throws MalformedException {
        return JsonText.read(text)
                .filter(Members.class::isInstance)
                .orElseThrow(() -> new MalformedException("expected a JSON object"));
    }

    /** What stands behind a name: version, range, tag, alias or place. */
    static void specified(DeclarationList list, String name, String spec, Optional<String> condition, int line) {
        if (spec.startsWith("npm:")) {
            String target = spec.substring("npm:".length());
            int at = target.lastIndexOf('@');
            String real = at > 0 ? target.substring(0, at) : target;
            ranged(list, real, at > 0 ? target.substring(at + 1) : "", condition, line);
        } else if (spec.indexOf(':') >= 0 || spec.indexOf('/') >= 0) {
            list.place(name, spec, condition, line);
        } else {
            ranged(list, name, spec, condition, line);
        }
    }

    private static void ranged(DeclarationList list, String name, String spec, Optional<String> condition, int line) {
        if (EXACT.matcher(spec).matches()) {
            list.pinned(name, spec.replaceFirst("^[=v]+", ""), condition, line);
        } else {
            list.range(name, spec, condition, line);
        }
    }

    /** {@code package-lock.json} and {@code npm-shrinkwrap.json}, versions 1 to 3. */
    static List<Declaration> lock(String text, String file) throws MalformedException {
        JsonNode root = json(text);
        DeclarationList list = new DeclarationList(Ecosystem.NPM, file);
        TextLines lines = new TextLines(text);
        if (root.at("packages").orElse(null) instanceof Members packages) {
            lines.next("\"packages\"");
            packages.members().forEach((path, each) -> {
                int line = lines.next("\"" + path + "\"");
                int modules = path.lastIndexOf(MODULES);
                if (modules >= 0 && !isTrue(each, "link")) {
                    String name = each.textAt("name").orElse(path.substring(modules + MODULES.length()));
                    locked(list, name, each, line);
                }
            });
        } else if (root.at("dependencies").orElse(null) instanceof Members nested) {
            lines.next("\"dependencies\"");
            nested(list, nested, lines);
        }
        return list.all();
    }

    private static void nested(DeclarationList list, Members dependencies, TextLines lines) {
        dependencies.members().forEach((name, each) -> {
            locked(list, name, each, lines.next("\"" + name + "\""));
            if (each.at("dependencies").orElse(null) instanceof Members deeper) {
                nested(list, deeper, lines);
            }
        });
    }

    private static void locked(DeclarationList list, String name, JsonNode each, int line) {
        Optional<String> condition = isTrue(each, "dev") || isTrue(each, "devOptional")
                ? Optional.of("dev")
                : isTrue(each, "optional")
                        ? Optional.of("optional")
                        : isTrue(each, "peer") ? Optional.of("peer") : Optional.empty();
        each.textAt("version").ifPresent(version -> specified(list, name, version, condition, line));
    }

    private static boolean isTrue(JsonNode node, String name) {
        return node.at(name).filter(new JsonNode.Literal("true")::equals).isPresent();
    }
}

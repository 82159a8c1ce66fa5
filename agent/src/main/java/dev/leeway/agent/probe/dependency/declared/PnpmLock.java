package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.yaml.YamlText;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pnpm-lock.yaml}, formats 5 to 9.
 *
 * <p>A package is a key: {@code /name/1.0.0_peer@2.0.0}, {@code /name@1.0.0(peer@2.0.0)} or {@code name@1.0.0}. Of one
 * version with several sets of peers one is kept.
 */
final class PnpmLock {
    private final DeclarationList list;
    private final Set<String> seen = new HashSet<>();

    private PnpmLock(String file) {
        this.list = new DeclarationList(Ecosystem.NPM, file);
    }

    static List<Declaration> read(String text, String file) throws MalformedException {
        PnpmLock lock = new PnpmLock(file);
        for (TreeNode document : YamlText.read(text)) {
            boolean slashes = document.textAt("lockfileVersion").orElse("").startsWith("5");
            for (Map.Entry<String, TreeNode> each :
                    document.entriesAt("packages").entrySet()) {
                lock.entry(each.getKey(), each.getValue(), slashes);
            }
        }
        return lock.list.all();
    }

    private void entry(String key, TreeNode value, boolean slashes) {
        String plain = key.startsWith("/") ? key.substring(1) : key;
        int peers = plain.indexOf('(');
        plain = peers < 0 ? plain : plain.substring(0, peers);
        int at = slashes ? plain.lastIndexOf('/') : plain.indexOf('@', 1);
        String name = value.textAt("name").orElse(at > 0 ? plain.substring(0, at) : plain);
        String version = value.textAt("version").orElse(at > 0 ? plain.substring(at + 1) : "");
        int suffix = slashes ? version.indexOf('_') : -1;
        version = suffix < 0 ? version : version.substring(0, suffix);
        Optional<String> condition = value.textAt("dev").filter("true"::equals).isPresent()
                ? Optional.of("dev")
                : value.textAt("optional").filter("true"::equals).map(ignored -> "optional");
        if (!version.isEmpty() && seen.add(name + "@" + version)) {
            NodeManifest.specified(list, name, version, condition, value.line());
        }
    }
}

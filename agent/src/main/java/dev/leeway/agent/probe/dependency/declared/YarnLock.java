package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.yaml.YamlText;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import java.util.List;
import java.util.Optional;

/** {@code yarn.lock}: the format of the first Yarn, and the YAML of its successors. */
final class YarnLock {
    private YarnLock() {}

    static List<Declaration> read(String text, String file) throws MalformedException {
        return text.contains("\n__metadata:") || text.startsWith("__metadata:")
                ? modern(text, file)
                : classic(text, file);
    }

    private static List<Declaration> modern(String text, String file) throws MalformedException {
        DeclarationList list = new DeclarationList(Ecosystem.NPM, file);
        for (TreeNode document : YamlText.read(text)) {
            for (TreeNode each : document.entriesAt().values()) {
                Optional<String> resolution = each.textAt("resolution");
                Optional<String> version = each.textAt("version");
                int at = resolution.map(found -> found.indexOf('@', 1)).orElse(-1);
                if (at > 0 && version.isPresent()) {
                    String reference = resolution.get().substring(at + 1);
                    String name = resolution.get().substring(0, at);
                    boolean own = reference.startsWith("workspace:") || reference.startsWith("link:");
                    if (!own) {
                        list.pinned(name, version.get(), Optional.empty(), each.line());
                    }
                }
            }
        }
        return list.all();
    }

    private static List<Declaration> classic(String text, String file) throws MalformedException {
        DeclarationList list = new DeclarationList(Ecosystem.NPM, file);
        String name = "";
        int number = 0;
        int start = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                if (!line.endsWith(":")) {
                    throw new MalformedException("line " + number + ": expected ':' after the names of a package");
                }
                name = name(line);
                start = number;
            } else if (line.startsWith("  version ") && !name.isEmpty()) {
                list.pinned(name, unquoted(line.substring("  version ".length()).strip()), Optional.empty(), start);
            }
        }
        return list.all();
    }

    /** The package of the first of {@code "@a/b@^1.0", "@a/b@^1.1":}; an alias leads to the one it stands for. */
    private static String name(String line) {
        String first = unquoted(line.substring(0, line.length() - 1).strip().split(", *", 2)[0]);
        int at = first.indexOf('@', 1);
        if (at < 0) {
            return "";
        }
        String range = first.substring(at + 1);
        int real = range.startsWith("npm:") ? range.indexOf('@', "npm:".length() + 1) : -1;
        return real > 0 ? range.substring("npm:".length(), real) : first.substring(0, at);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}

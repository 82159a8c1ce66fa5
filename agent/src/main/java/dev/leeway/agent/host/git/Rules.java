package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/** What a working copy itself says of its files: which are ignored, and how they are kept. What users and the system add is not read. */
final class Rules {
    private static final int MAX_BYTES = 1 << 20;
    private static final String MACRO = "[attr]";

    private final GitFiles files;
    private final String root;
    private final String information;
    private final Map<String, IgnoreNode> ignores = new HashMap<>();
    private final Map<String, List<AttributesRule>> attributes = new HashMap<>();
    private final Map<String, List<Attribute>> macros = new HashMap<>();

    Rules(GitFiles files, String root, RepositoryPlace place) {
        this.files = files;
        this.root = root;
        this.information = GitFiles.below(place.common(), "info");
        macros.put(
                "binary",
                List.of(
                        new Attribute("diff", Attribute.State.UNSET),
                        new Attribute("merge", Attribute.State.UNSET),
                        new Attribute("text", Attribute.State.UNSET)));
    }

    /** Whether {@code path} is ignored, as long as no directory above it is. */
    boolean ignored(String path, boolean directory) throws HostAccessException, IOException {
        for (String at = parent(path); ; at = parent(at)) {
            Boolean said = ignores(GitFiles.below(root, at.isEmpty() ? ".gitignore" : at + "/.gitignore"))
                    .checkIgnored(relative(at, path), directory);
            if (said != null) {
                return said;
            }
            if (at.isEmpty()) {
                Boolean excluded =
                        ignores(GitFiles.below(information, "exclude")).checkIgnored(path, directory);
                return excluded != null && excluded;
            }
        }
    }

    private IgnoreNode ignores(String path) throws HostAccessException, IOException {
        IgnoreNode known = ignores.get(path);
        if (known == null) {
            known = new IgnoreNode();
            known.parse(new ByteArrayInputStream(content(path)));
            ignores.put(path, known);
        }
        return known;
    }

    /** What is said of {@code path}, by name of the attribute; what is said later or nearer wins. */
    Map<String, Attribute> attributes(String path) throws HostAccessException, IOException {
        Map<String, Attribute> found = new HashMap<>();
        apply(rules(GitFiles.below(root, ".gitattributes"), true), path, found);
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String directory = path.substring(0, slash);
            apply(rules(GitFiles.below(root, directory + "/.gitattributes"), false), path.substring(slash + 1), found);
        }
        apply(rules(GitFiles.below(information, "attributes"), true), path, found);
        return found;
    }

    private void apply(List<AttributesRule> rules, String path, Map<String, Attribute> to) {
        for (AttributesRule rule : rules) {
            if (!rule.getPattern().startsWith(MACRO) && rule.isMatch(path, false)) {
                for (Attribute each : rule.getAttributes()) {
                    if (each.getState() == Attribute.State.SET) {
                        macros.getOrDefault(each.getKey(), List.of()).forEach(below -> to.put(below.getKey(), below));
                    }
                    to.put(each.getKey(), each);
                }
            }
        }
    }

    private List<AttributesRule> rules(String path, boolean definesMacros) throws HostAccessException, IOException {
        List<AttributesRule> known = attributes.get(path);
        if (known == null) {
            AttributesNode node = new AttributesNode();
            node.parse(new ByteArrayInputStream(content(path)));
            known = new ArrayList<>(node.getRules());
            attributes.put(path, known);
            for (AttributesRule rule : known) {
                if (definesMacros && rule.getPattern().startsWith(MACRO)) {
                    macros.put(rule.getPattern().substring(MACRO.length()).strip(), rule.getAttributes());
                }
            }
        }
        return known;
    }

    /** Git reads no rules through a link. */
    private byte[] content(String path) throws HostAccessException {
        Optional<String> link = files.files().readLink(path);
        return link.isPresent() || !files.isFile(path)
                ? new byte[0]
                : files.files().readIfPresent(path, MAX_BYTES).orElseGet(() -> new byte[0]);
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String relative(String directory, String path) {
        return directory.isEmpty() ? path : path.substring(directory.length() + 1);
    }
}

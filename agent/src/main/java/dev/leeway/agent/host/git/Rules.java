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
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/** What a working copy itself says of its files: which are ignored, and how they are kept. What users and the system add is not read. */
final class Rules {
    private static final int MAX_BYTES = 1 << 20;
    private static final String MACRO = "[attr]";

    private final GitFiles files;
    private final String root;
    private final String information;
    private final Budget budget;
    private final PatternBudget patterns = new PatternBudget();
    private final Map<String, List<FastIgnoreRule>> ignores = new HashMap<>();
    private final Map<String, List<AttributesRule>> attributes = new HashMap<>();
    private final Map<String, GitException> beyond = new HashMap<>();
    private final Map<String, List<Attribute>> macros = new HashMap<>();

    Rules(GitFiles files, String root, RepositoryPlace place, Budget budget) {
        this.files = files;
        this.root = root;
        this.budget = budget;
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
            Optional<Boolean> said = said(
                    ignores(GitFiles.below(root, at.isEmpty() ? ".gitignore" : at + "/.gitignore")),
                    relative(at, path),
                    directory);
            if (said.isPresent()) {
                return said.get();
            }
            if (at.isEmpty()) {
                return said(ignores(GitFiles.below(information, "exclude")), path, directory)
                        .orElse(false);
            }
        }
    }

    /** The last that speaks of it decides. */
    private Optional<Boolean> said(List<FastIgnoreRule> rules, String path, boolean directory) throws GitException {
        for (int i = rules.size() - 1; i >= 0; i--) {
            budget.check();
            long began = System.nanoTime();
            boolean speaks = rules.get(i).isMatch(path, directory, true);
            patterns.spent(began);
            if (speaks) {
                return Optional.of(rules.get(i).getResult());
            }
        }
        return Optional.empty();
    }

    private List<FastIgnoreRule> ignores(String path) throws HostAccessException, IOException {
        List<FastIgnoreRule> known = ignores.get(path);
        if (known == null) {
            IgnoreNode node = new IgnoreNode();
            node.parse(new ByteArrayInputStream(content(path)));
            known = List.copyOf(node.getRules());
            for (FastIgnoreRule rule : known) {
                check(path, rule.toString());
            }
            ignores.put(path, known);
        }
        return known;
    }

    /** Rules that are too many or too hard to follow are so each time they are asked for. */
    private void check(String path, String pattern) throws GitException {
        try {
            patterns.check(pattern);
        } catch (GitException e) {
            beyond.put(path, e);
            throw e;
        }
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

    private void apply(List<AttributesRule> rules, String path, Map<String, Attribute> to) throws GitException {
        for (AttributesRule rule : rules) {
            budget.check();
            long began = System.nanoTime();
            boolean speaks = !rule.getPattern().startsWith(MACRO) && rule.isMatch(path, false);
            patterns.spent(began);
            if (speaks) {
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
            for (AttributesRule rule : known) {
                check(path, rule.getPattern());
            }
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
    private byte[] content(String path) throws HostAccessException, GitException {
        GitException before = beyond.get(path);
        if (before != null) {
            throw before;
        }
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

package dev.leeway.agent.format.compose;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.settings.SettingsFormat;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Compose file. */
public final class ComposeText {
    private final Map<String, TreeNode> services;
    private final Map<String, TreeNode> top;

    private ComposeText(Map<String, TreeNode> services, Map<String, TreeNode> top) {
        this.services = services;
        this.top = top;
    }

    /**
     * Reads one.
     *
     * @throws MalformedException naming the line, when it is not YAML, no table, or passes a limit
     */
    public static ComposeText read(String text) throws MalformedException {
        List<TreeNode> documents = YamlText.read(text);
        if (documents.size() != 1 || !(documents.get(0) instanceof TreeNode.Table)) {
            throw new MalformedException("at its beginning: expected one table");
        }
        Map<String, TreeNode> top = Tables.entries(documents.get(0));
        TreeNode listed = top.get("services");
        if (listed != null && (Tagged.replaces(listed) || Tagged.removes(listed))) {
            throw new MalformedException("at line " + listed.line() + ": expected services without a tag of their own");
        }
        // The first format had no table of services.
        boolean first = !top.containsKey("services") && !top.containsKey("version") && !top.containsKey("include");
        return first ? new ComposeText(top, Map.of()) : new ComposeText(Tables.entries(top, "services"), top);
    }

    /**
     * Other files that it takes in, in order.
     *
     * @param file its path, for places
     * @param variables of the project
     */
    public List<Include> includes(String file, Map<String, Given> variables) {
        Interpolation interpolation = new Interpolation(variables);
        List<Include> includes = new ArrayList<>();
        for (TreeNode item : Tables.items(top, "include")) {
            Map<String, TreeNode> table = Tables.entries(item);
            boolean alone = item instanceof TreeNode.Scalar;
            includes.add(new Include(
                    texts(alone ? List.of(item) : Tables.items(table, "path"), file, interpolation),
                    Tables.scalar(table, "project_directory")
                            .map(each -> interpolation.fill(each.text(), file + ":" + each.line())),
                    table.containsKey("env_file")
                            ? Optional.of(texts(Tables.items(table, "env_file"), file, interpolation))
                            : Optional.empty()));
        }
        return includes;
    }

    private static List<Written> texts(List<TreeNode> items, String file, Interpolation interpolation) {
        return items.stream()
                .flatMap(each -> each instanceof TreeNode.Scalar scalar ? Stream.of(scalar) : Stream.empty())
                .map(each -> interpolation.fill(each.text(), file + ":" + each.line()))
                .toList();
    }

    /**
     * What it says of a service; empty when it says nothing.
     *
     * @param file its path, for places
     * @param directory where relative paths in it begin
     * @param variables of the project
     */
    public Optional<ServicePart> service(String name, String file, String directory, Map<String, Given> variables) {
        return Optional.ofNullable(services.get(name))
                .map(node -> new ServiceReader(file, directory, new Interpolation(variables)).read(node, top));
    }

    /**
     * The variables of a file such as {@code .env}, later ones of one name counting. A name alone asks for one from a shell.
     *
     * @param variables that values may refer to besides those before them in the file
     * @throws MalformedException naming the line
     */
    public static Map<String, PromisedVariable> variables(String text, String file, Map<String, Given> variables)
            throws MalformedException {
        Map<String, PromisedVariable> read = new LinkedHashMap<>();
        Map<String, Given> known = new HashMap<>(variables);
        Interpolation interpolation = new Interpolation(known);
        for (TreeNode document : SettingsFormat.ENVIRONMENT.read(text)) {
            document.entriesAt().forEach((name, node) -> {
                if (node instanceof TreeNode.Scalar scalar && !name.equals("(secret)")) {
                    PromisedVariable promised = variable(name, scalar, file + ":" + scalar.line(), interpolation);
                    read.put(name, promised);
                    promised.value()
                            .filter(value -> value.text().length() <= Interpolation.MAX_TEXT)
                            .ifPresent(value -> known.put(name, new Given(Optional.of(value.text()), value.made())));
                }
            });
        }
        return read;
    }

    /** Whether dollars in such a file mean anything depends on quotes, on the release of Compose and on shells. */
    private static PromisedVariable variable(
            String name, TreeNode.Scalar scalar, String place, Interpolation interpolation) {
        if (scalar.kind() == TreeNode.Scalar.Kind.NOTHING) {
            return new PromisedVariable(
                    interpolation.variable(name, place), Optional.empty(), place, interpolation.made(name));
        }
        boolean plain = scalar.text().indexOf('$') < 0;
        Written filled = interpolation.fill(scalar.text(), place);
        return new PromisedVariable(
                Optional.of(new Written(filled.text(), plain, place, made(scalar.text(), filled, interpolation))),
                plain ? Optional.empty() : Optional.of(scalar.text()),
                place);
    }

    /** What went in where two dollars are one, and where each of them is what it is: then nobody knows at which place. */
    private static List<Made> made(String text, Written filled, Interpolation interpolation) {
        if (!text.contains("$$")) {
            return filled.made();
        }
        Set<String> names = filled.made().stream().map(Made::name).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Made> made = new ArrayList<>(filled.made());
        interpolation.fill(text.replace("$$", "$"), filled.place()).made().stream()
                .filter(each -> names.add(each.name()))
                .forEach(each -> made.add(new Made(each.name(), 0, filled.text().length())));
        return made;
    }
}

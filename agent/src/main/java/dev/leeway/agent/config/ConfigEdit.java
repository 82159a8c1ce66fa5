package dev.leeway.agent.config;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds to a configuration file and leaves everything else in it, remarks and order included, as it was. */
public final class ConfigEdit {
    private static final String KEY = "disclose";

    private ConfigEdit() {}

    /**
     * Adds names whose values may leave the host.
     *
     * @param probes names of the probes there are, to check the file by
     * @return the names that were not there before
     * @throws FormatException when the file is no configuration, a name will not do, or the file cannot be written
     */
    public static List<String> disclose(Path file, List<String> names, Collection<String> probes)
            throws FormatException {
        boolean exists = Files.exists(file);
        AgentConfig before = exists ? ConfigFiles.read(file, probes) : AgentConfig.NONE;
        List<String> missing = new ArrayList<>(patterns(names));
        missing.removeAll(before.disclose());
        if (missing.isEmpty()) {
            return missing;
        }
        try {
            String text = exists ? Files.readString(file, StandardCharsets.UTF_8) : "";
            String edited = added(text, missing, file.toString());
            AgentConfig after = new ConfigReader(probes, file.toAbsolutePath().getRoot()).read(edited, file.toString());
            if (!after.disclose().containsAll(missing)) {
                throw byHand(file.toString(), missing);
            }
            write(file, edited);
        } catch (IOException e) {
            throw new FormatException(file.toString(), "", "cannot be written", "name another file with --config", e);
        }
        return missing;
    }

    private static Set<String> patterns(List<String> names) throws FormatException {
        Set<String> patterns = new LinkedHashSet<>();
        for (String name : names) {
            try {
                patterns.add(Words.pattern(name));
            } catch (IllegalArgumentException e) {
                throw new FormatException(
                        "disclose", "", String.valueOf(e.getMessage()), "name variables or settings", e);
            }
        }
        return patterns;
    }

    static String added(String text, List<String> names, String sourceName) throws FormatException {
        Optional<YamlNode> found = YamlReader.read(text, sourceName).map().find(KEY);
        String items = names.stream().map(ConfigEdit::quoted).collect(Collectors.joining("\n  - ", "  - ", "\n"));
        if (found.isEmpty()) {
            String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
            return text + end + KEY + ":\n" + items;
        }
        if (!(found.get() instanceof YamlList list) || list.items().isEmpty()) {
            throw byHand(sourceName, names);
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        YamlNode last = list.items().get(list.items().size() - 1);
        String line = lines.get(last.place().line() - 1);
        String before = line.substring(0, last.place().column() - 1);
        if (!before.isBlank() && before.strip().equals("-")) {
            for (int i = 0; i < names.size(); i++) {
                lines.add(last.place().line() + i, before + quoted(names.get(i)));
            }
            return String.join("\n", lines);
        }
        throw byHand(sourceName, names);
    }

    private static FormatException byHand(String sourceName, List<String> names) {
        return new FormatException(
                sourceName,
                "",
                "its 'disclose' is not written as a list of lines",
                "add by hand: " + names.stream().map(ConfigEdit::quoted).collect(Collectors.joining(", ")));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void write(Path file, String text) throws IOException {
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path directory = place.getParent();
        if (directory == null) {
            throw new IOException("the root is a directory");
        }
        Files.createDirectories(directory);
        Path whole = Files.createTempFile(directory, ".leeway-", ".tmp", asFileAttribute(fromString("rw-------")));
        try {
            Files.writeString(whole, text, StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(
                    whole, Files.exists(place) ? Files.getPosixFilePermissions(place) : fromString("rw-r--r--"));
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}

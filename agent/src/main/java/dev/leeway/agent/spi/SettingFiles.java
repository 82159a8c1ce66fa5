package dev.leeway.agent.spi;

import dev.leeway.agent.format.JavaProperties;
import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.ShellAssignments;
import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.yaml.YamlText;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings that files in a program's working directory hold; those of an active profile before the others. */
final class SettingFiles {
    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_DEPTH = 20;

    private final Reading files;
    private final String directory;
    private final String pattern;
    private final List<String> profiles;
    private final String railsEnvironment;
    private final List<Setting> found = new ArrayList<>();

    /**
     * @param known settings from elsewhere, which say what profile is active
     * @param pattern of the facts that are uncovered where a file cannot be read
     */
    SettingFiles(Reading files, String directory, List<Setting> known, String pattern) {
        this.files = files;
        this.pattern = pattern;
        this.directory = directory.equals("/") ? "" : directory;
        this.profiles = first(known, "SPRING_PROFILES_ACTIVE")
                .map(text -> List.of(text.strip().split("\\s*,\\s*", 20)))
                .orElse(List.of());
        this.railsEnvironment =
                first(known, "RAILS_ENV").or(() -> first(known, "RACK_ENV")).orElse("development");
    }

    private static Optional<String> first(List<Setting> known, String name) {
        return known.stream()
                .filter(setting -> setting.name()
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("[.-]", "_")
                        .equals(name))
                .map(Setting::value)
                .findFirst();
    }

    List<Setting> read() {
        for (String place : List.of("/config/", "/")) {
            for (int i = profiles.size() - 1; i >= 0; i--) {
                if (profiles.get(i).matches("[A-Za-z0-9_-]{1,60}")) {
                    application(place + "application-" + profiles.get(i));
                }
            }
            application(place + "application");
        }
        railsFile();
        appSettings();
        for (String name : List.of("/.env.local", "/.env")) {
            text(name)
                    .ifPresent(text -> ShellAssignments.read(text)
                            .forEach((key, value) -> add(found, key, value, Setting.Kind.FILE, name)));
        }
        return found;
    }

    private void application(String stem) {
        String properties = stem + ".properties";
        text(properties).ifPresent(text -> {
            try {
                JavaProperties.read(text)
                        .forEach((key, value) -> add(found, key, value, Setting.Kind.CONFIGURATION, properties));
            } catch (MalformedException e) {
                files.section().uncovered(pattern, Kind.MALFORMED);
            }
        });
        for (String ending : List.of(".yml", ".yaml")) {
            List<TreeNode> documents = new ArrayList<>(yaml(stem + ending));
            // Of documents in one file the last one that is active counts.
            for (int i = documents.size() - 1; i >= 0; i--) {
                List<Setting> settings = new ArrayList<>();
                flatten("", documents.get(i), stem + ending, settings, 0);
                if (isActive(settings)) {
                    found.addAll(settings);
                }
            }
        }
    }

    private boolean isActive(List<Setting> document) {
        Optional<String> profile = document.stream()
                .filter(setting -> setting.name().equals("spring.config.activate.on-profile")
                        || setting.name().equals("spring.profiles"))
                .map(Setting::value)
                .findFirst();
        return profile.isEmpty()
                || Arrays.stream(profile.get().split("\\s*,\\s*", 20)).anyMatch(profiles::contains);
    }

    private void railsFile() {
        String name = "/config/database.yml";
        for (TreeNode document : yaml(name)) {
            document.at(railsEnvironment).ifPresent(node -> flatten("database", node, name, found, 0));
        }
    }

    private void appSettings() {
        String name = "/appsettings.json";
        text(name)
                .flatMap(JsonText::read)
                .flatMap(root -> root.at("ConnectionStrings"))
                .ifPresent(node -> {
                    if (node instanceof JsonNode.Members members) {
                        members.members()
                                .keySet()
                                .forEach(key -> node.textAt(key)
                                        .ifPresent(value -> add(
                                                found,
                                                "ConnectionStrings." + key,
                                                value,
                                                Setting.Kind.CONFIGURATION,
                                                name)));
                    }
                });
    }

    private List<TreeNode> yaml(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return YamlText.read(text.get());
        } catch (MalformedException e) {
            files.section().uncovered(pattern, Kind.MALFORMED);
            return List.of();
        }
    }

    private static void flatten(String prefix, TreeNode node, String place, List<Setting> to, int depth) {
        if (node instanceof TreeNode.Scalar scalar) {
            add(to, prefix, scalar.text(), Setting.Kind.CONFIGURATION, place + ":" + scalar.line());
        } else if (node instanceof TreeNode.Table table && depth < MAX_DEPTH) {
            table.entries()
                    .forEach((key, value) ->
                            flatten(prefix.isEmpty() ? key : prefix + "." + key, value, place, to, depth + 1));
        } else if (node instanceof TreeNode.Items items && depth < MAX_DEPTH) {
            String joined = items.items().stream()
                    .filter(TreeNode.Scalar.class::isInstance)
                    .map(item -> ((TreeNode.Scalar) item).text())
                    .collect(Collectors.joining(","));
            add(to, prefix, joined, Setting.Kind.CONFIGURATION, place + ":" + items.line());
        }
    }

    private Optional<String> text(String name) {
        return files.text(directory + name, MAX_FILE, pattern);
    }

    private static void add(List<Setting> to, String name, String value, Setting.Kind kind, String place) {
        if (!value.isEmpty() && !name.isEmpty()) {
            to.add(new Setting(name, value, kind, place.substring(1)));
        }
    }
}

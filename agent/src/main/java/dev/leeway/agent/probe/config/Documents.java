package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.settings.SettingEntries;
import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The documents of one file. Of Spring's files those for one profile are told apart under its name, and all others are one, in which
 * the later counts; documents of other files are told apart by their number.
 */
final class Documents {
    private static final Pattern OF_SPRING = Pattern.compile("(?:application|bootstrap)[A-Za-z0-9_.-]*");
    private static final Pattern PROFILE =
            Pattern.compile("spring\\.(?:config\\.activate\\.on-?profile|profiles)(?:\\.\\d+)?");

    private final ConfigFile file;
    private final int most;
    private final Map<String, Map<String, SettingEntry>> byFile = new LinkedHashMap<>();
    private int number;
    private boolean complete = true;

    Documents(ConfigFile file, int most) {
        this.file = file;
        this.most = most;
    }

    void add(TreeNode document) {
        number++;
        SettingEntries.Laid laid = SettingEntries.of(document, most);
        complete &= laid.complete();
        Map<String, SettingEntry> settings =
                byFile.computeIfAbsent(key(laid.entries()), unused -> new LinkedHashMap<>());
        laid.entries().forEach(entry -> settings.put(entry.key(), entry));
    }

    private String key(List<SettingEntry> entries) {
        if (OF_SPRING.matcher(file.name()).matches()) {
            return profile(entries).map(each -> file.key() + "#" + each).orElse(file.key());
        }
        return number == 1 ? file.key() : file.key() + "#" + number;
    }

    private static Optional<String> profile(List<SettingEntry> entries) {
        List<String> profiles = new ArrayList<>();
        entries.stream()
                .filter(entry -> PROFILE.matcher(entry.key()).matches())
                .map(SettingEntry::text)
                .filter(text -> text.matches("[A-Za-z0-9_ ,!&|()-]{1,100}"))
                .forEach(profiles::add);
        return profiles.isEmpty()
                ? Optional.empty()
                : Optional.of(profiles.stream().map(String::strip).collect(Collectors.joining(",")));
    }

    /** The settings by what their file or document is called, then by key. */
    Map<String, Map<String, SettingEntry>> byFile() {
        return byFile;
    }

    boolean complete() {
        return complete;
    }
}

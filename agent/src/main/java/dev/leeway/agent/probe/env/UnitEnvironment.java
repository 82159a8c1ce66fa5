package dev.leeway.agent.probe.env;

import dev.leeway.agent.format.unit.EnvironmentFile;
import dev.leeway.agent.format.unit.EnvironmentFile.Assignment;
import dev.leeway.agent.format.unit.UnitFile;
import dev.leeway.agent.format.unit.UnitFile.Setting;
import dev.leeway.agent.format.unit.UnitPaths;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The variables a systemd unit declares: its {@code Environment=} and {@code EnvironmentFile=}, drop-ins laid over the unit
 * in systemd's order, files laid over settings.
 */
final class UnitEnvironment {
    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_DROP_INS = 1_000;
    private static final String SERVICE = "Service";

    private final HostFiles files;
    private final UnitSpecifiers specifiers;
    private final NavigableMap<String, Declared> set = new TreeMap<>();
    private final List<String> environmentFiles = new ArrayList<>();
    private final Set<String> unset = new HashSet<>();
    private final SortedSet<Kind> refused = new TreeSet<>();

    private UnitEnvironment(HostFiles files, String unit) {
        this.files = files;
        this.specifiers = UnitSpecifiers.of(unit);
    }

    /** What {@code unit} declares, from the files of the host. */
    static UnitEnvironment of(HostFiles files, String unit) {
        UnitEnvironment environment = new UnitEnvironment(files, unit);
        UnitPaths.fragments(unit).stream()
                .filter(path -> environment.modified(path).isPresent())
                .findFirst()
                .ifPresent(environment::apply);
        environment.dropIns(unit).forEach(environment::apply);
        environment.environmentFiles.forEach(environment::applyFile);
        environment.unset.forEach(environment.set::remove);
        return environment;
    }

    /** The variables by name. */
    SortedMap<String, Declared> variables() {
        return Collections.unmodifiableSortedMap(set);
    }

    /** Why some of the files could not be read; empty when all could. */
    SortedSet<Kind> refused() {
        return Collections.unmodifiableSortedSet(refused);
    }

    /** The drop-ins sorted by file name; of one name the first directory's. */
    private List<String> dropIns(String unit) {
        SortedMap<String, String> byName = new TreeMap<>();
        for (String directory : UnitPaths.dropInDirectories(unit)) {
            try {
                for (String name : files.listIfPresent(directory, MAX_DROP_INS)) {
                    if (name.endsWith(".conf")) {
                        byName.putIfAbsent(name, directory + "/" + name);
                    }
                }
            } catch (HostAccessException e) {
                refused.add(e.kind());
            }
        }
        return List.copyOf(byName.values());
    }

    private void apply(String path) {
        Instant changed = modified(path).orElse(Instant.EPOCH);
        for (Setting setting : text(path).map(UnitFile::read).orElse(List.of())) {
            if (setting.section().equals(SERVICE)) {
                apply(setting, path, changed);
            }
        }
    }

    private void apply(Setting setting, String path, Instant changed) {
        switch (setting.name()) {
            case "Environment" -> {
                if (setting.value().isEmpty()) {
                    set.clear();
                }
                declare(EnvironmentFile.readSetting(setting.value(), setting.line()), path, changed, true);
            }
            case "EnvironmentFile" -> {
                if (setting.value().isEmpty()) {
                    environmentFiles.clear();
                } else {
                    environmentFiles.add(setting.value());
                }
            }
            case "UnsetEnvironment" -> unset.addAll(List.of(setting.value().split("\\s+")));
            default -> {
                // Every other setting of a unit speaks of something else.
            }
        }
    }

    private void applyFile(String written) {
        String path = specifiers
                .expand(written.startsWith("-") ? written.substring(1) : written)
                .orElse("");
        for (String file : matching(path)) {
            Instant changed = modified(file).orElse(Instant.EPOCH);
            declare(text(file).map(EnvironmentFile::read).orElse(List.of()), file, changed, false);
        }
    }

    /** The file itself, or those a pattern in its last name covers. */
    private List<String> matching(String path) {
        int slash = path.lastIndexOf('/');
        if (!path.startsWith("/") || path.indexOf('*') < 0) {
            return path.startsWith("/") ? List.of(path) : List.of();
        }
        String directory = path.substring(0, Math.max(slash, 1));
        int star = path.indexOf('*');
        String start = path.substring(slash + 1, Math.max(star, slash + 1));
        String end = path.substring(path.lastIndexOf('*') + 1);
        try {
            return files.listIfPresent(directory, MAX_DROP_INS).stream()
                    .filter(name -> name.length() >= start.length() + end.length()
                            && name.startsWith(start)
                            && name.endsWith(end))
                    .map(name -> directory + "/" + name)
                    .toList();
        } catch (HostAccessException e) {
            refused.add(e.kind());
            return List.of();
        }
    }

    private void declare(List<Assignment> assignments, String path, Instant changed, boolean expands) {
        for (Assignment assignment : assignments) {
            Optional<String> value = expands ? specifiers.expand(assignment.value()) : Optional.of(assignment.value());
            // A value that only systemd can complete is known to be declared, and no more.
            set.put(
                    assignment.name(),
                    new Declared(
                            value.orElse(assignment.value()),
                            path + ":" + assignment.line(),
                            value.isPresent() ? changed : Instant.EPOCH));
        }
    }

    private Optional<Instant> modified(String path) {
        try {
            return files.stat(path)
                    .filter(stat -> stat.type() == FileStat.Type.FILE)
                    .map(FileStat::modified);
        } catch (HostAccessException e) {
            refused.add(e.kind());
            return Optional.empty();
        }
    }

    private Optional<String> text(String path) {
        try {
            return files.readIfPresent(path, MAX_FILE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (HostAccessException e) {
            refused.add(e.kind());
            return Optional.empty();
        }
    }
}

package dev.leeway.agent.format.golang;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.MalformedException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a Go program says of its own making.
 *
 * @param goVersion of the toolchain, {@code go1.22.1}
 * @param path import path of the main package; empty when the program was built without modules
 * @param main the module it belongs to
 * @param dependencies modules it was built from, in the order of the program
 * @param settings of the build, such as {@code GOARCH}, {@code vcs.revision}; flags may hold anything
 */
public record GoBuildInfo(
        String goVersion,
        Optional<String> path,
        Optional<GoModule> main,
        List<GoModule> dependencies,
        SortedMap<String, String> settings) {
    public GoBuildInfo {
        requireNonNull(goVersion, "goVersion is null");
        requireNonNull(path, "path is null");
        requireNonNull(main, "main is null");
        dependencies = List.copyOf(dependencies);
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /**
     * Reads an executable; empty when it is no ELF file or holds no such note.
     *
     * @throws MalformedException when there is a note and it is damaged
     */
    public static Optional<GoBuildInfo> read(SeekableByteChannel channel) throws IOException, MalformedException {
        Optional<ElfImage> image = ElfImage.read(channel);
        return image.isEmpty() ? Optional.empty() : new BuildInfoNote(image.get()).read();
    }

    /** The note's two texts, taken apart. */
    static GoBuildInfo of(String goVersion, String modules) {
        Optional<String> path = Optional.empty();
        Optional<GoModule> main = Optional.empty();
        List<GoModule> dependencies = new ArrayList<>();
        Map<String, String> settings = new TreeMap<>();
        boolean afterMain = false;
        for (String line : (Iterable<String>) modules.lines()::iterator) {
            String[] parts = line.split("\t", 5);
            switch (parts[0]) {
                case "path" -> path = parts.length > 1 ? Optional.of(parts[1]) : path;
                case "mod" -> {
                    main = module(parts);
                    afterMain = true;
                }
                case "dep" -> {
                    module(parts).ifPresent(dependencies::add);
                    afterMain = false;
                }
                case "=>" -> {
                    if (afterMain) {
                        main = main.map(module -> replaced(module, parts));
                    } else if (!dependencies.isEmpty()) {
                        int last = dependencies.size() - 1;
                        dependencies.set(last, replaced(dependencies.get(last), parts));
                    }
                }
                case "build" -> {
                    int equals = parts.length > 1 ? parts[1].indexOf('=') : -1;
                    if (equals > 0) {
                        settings.put(parts[1].substring(0, equals), parts[1].substring(equals + 1));
                    }
                }
                default -> {}
            }
        }
        return new GoBuildInfo(goVersion, path, main, dependencies, new TreeMap<>(settings));
    }

    private static Optional<GoModule> module(String[] parts) {
        if (parts.length < 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        Optional<String> sum = parts.length > 3 && !parts[3].isEmpty() ? Optional.of(parts[3]) : Optional.empty();
        return Optional.of(new GoModule(parts[1], parts.length > 2 ? parts[2] : "", sum, Optional.empty()));
    }

    private static GoModule replaced(GoModule module, String[] parts) {
        return new GoModule(module.path(), module.version(), module.sum(), module(parts));
    }
}

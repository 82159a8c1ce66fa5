package dev.leeway.collector.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the snapshots of a whole fleet lie. */
final class FleetFlags {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "A directory with the snapshots of many hosts (*.json, *.json.gz, *.json.zst), also in"
                    + " directories below it; each names its own environment. Of each host the newest counts. Of a store"
                    + " everything is taken if not given.")
    private List<String> folders = List.of();

    @Option(
            names = "--environment",
            paramLabel = "NAME=DIR",
            description = "A directory whose snapshots are of environment NAME where they name none themselves; of a"
                    + " store, which of its snapshots stand for NAME, as in prod=prod~3. May be repeated.")
    private List<String> named = List.of();

    /**
     * A directory to read, or what selects snapshots of a store.
     *
     * @param environment of what names none itself, as typed
     * @param source as typed, a sound path
     */
    record Folder(Optional<String> environment, String source) {
        Path path() {
            return Path.of(source);
        }
    }

    /** The directories and selectors, in the order of the command line, those without a name first; at least one without a store. */
    List<Folder> folders(Sources sources) {
        List<Folder> all = new ArrayList<>();
        folders.forEach(each -> all.add(new Folder(Optional.empty(), path("DIR", each))));
        named.forEach(each -> all.add(named(each)));
        if (all.isEmpty() && !sources.stored()) {
            throw refused("Name a directory with snapshots: DIR or --environment NAME=DIR, or a --store.");
        }
        return all;
    }

    /** Adds what is read to {@code inputs}. */
    InputFiles inputs(InputFiles inputs) {
        folders.forEach(inputs::and);
        named.forEach(each -> inputs.and(each.substring(each.indexOf('=') + 1)));
        return inputs;
    }

    /** The same words once more. */
    List<String> repeated() {
        List<String> words = new ArrayList<>();
        words.addAll(folders);
        named.forEach(each -> words.addAll(List.of("--environment", each)));
        return words;
    }

    /** Refuses what is no directory before anything is read. */
    void check(Sources sources) throws CommandFailure {
        for (Folder folder : folders(sources)) {
            if (!sources.selects(folder.source()) && !Files.isDirectory(folder.path())) {
                throw new CommandFailure(folder.path()
                        + (Files.exists(folder.path())
                                ? ": not a directory; to compare files use: leeway diff A B"
                                : ": there is no such directory; check the path"));
            }
        }
    }

    private Folder named(String argument) {
        int equals = argument.indexOf('=');
        if (equals < 1 || equals == argument.length() - 1) {
            throw refused("--environment: '" + argument + "' is not NAME=DIR, as in prod=snapshots/prod");
        }
        return new Folder(
                Optional.of(argument.substring(0, equals)), path("--environment", argument.substring(equals + 1)));
    }

    private String path(String option, String text) {
        try {
            return Path.of(text).getNameCount() < 0 ? "" : text;
        } catch (InvalidPathException e) {
            throw refused(option + ": not a path: " + e.getReason());
        }
    }

    private ParameterException refused(String message) {
        if (spec == null) {
            throw new IllegalStateException("used outside a command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}

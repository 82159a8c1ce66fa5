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
                    + " directories below it; each names its own environment. Of each host the newest counts.")
    private List<Path> folders = List.of();

    @Option(
            names = "--environment",
            paramLabel = "NAME=DIR",
            description = "A directory whose snapshots are of environment NAME where they name none themselves."
                    + " May be repeated.")
    private List<String> named = List.of();

    /**
     * A directory to read.
     *
     * @param environment of what names none itself, as typed
     */
    record Folder(Optional<String> environment, Path path) {}

    /** The directories, in the order of the command line, those without a name first; at least one. */
    List<Folder> folders() {
        List<Folder> all = new ArrayList<>();
        folders.forEach(path -> all.add(new Folder(Optional.empty(), path)));
        named.forEach(each -> all.add(named(each)));
        if (all.isEmpty()) {
            throw refused("Name a directory with snapshots: DIR or --environment NAME=DIR.");
        }
        return all;
    }

    /** Adds what is read to {@code inputs}. */
    InputFiles inputs(InputFiles inputs) {
        folders().forEach(folder -> inputs.and(folder.path()));
        return inputs;
    }

    /** The same words once more. */
    List<String> repeated() {
        List<String> words = new ArrayList<>();
        folders.forEach(path -> words.add(path.toString()));
        named.forEach(each -> words.addAll(List.of("--environment", each)));
        return words;
    }

    /** Refuses what is no directory before anything is read. */
    void check() throws CommandFailure {
        for (Folder folder : folders()) {
            if (!Files.isDirectory(folder.path())) {
                throw new CommandFailure(folder.path() + ": not a directory; to compare files use: leeway diff A B");
            }
        }
    }

    private Folder named(String argument) {
        int equals = argument.indexOf('=');
        if (equals < 1 || equals == argument.length() - 1) {
            throw refused("--environment: '" + argument + "' is not NAME=DIR, as in prod=snapshots/prod");
        }
        try {
            return new Folder(Optional.of(argument.substring(0, equals)), Path.of(argument.substring(equals + 1)));
        } catch (InvalidPathException e) {
            throw refused("--environment: not a path: " + e.getReason());
        }
    }

    private ParameterException refused(String message) {
        if (spec == null) {
            throw new IllegalStateException("used outside a command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}

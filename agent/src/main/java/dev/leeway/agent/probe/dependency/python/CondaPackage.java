package dev.leeway.agent.probe.dependency.python;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.probe.dependency.found.Location;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A package of a conda environment, which need not be Python.
 *
 * @param name as conda knows it
 * @param version of what is packaged
 * @param build of the package, {@code py311h2bc3f7f_0}
 * @param channel it came from, without user-info
 * @param path of its record
 */
public record CondaPackage(String name, String version, String build, Optional<String> channel, String path) {
    /** A record lists every file of its package. */
    private static final int MAX_RECORD = 16 << 20;

    public CondaPackage {
        requireNonNull(name, "name is null");
        requireNonNull(version, "version is null");
        requireNonNull(build, "build is null");
        requireNonNull(channel, "channel is null");
        requireNonNull(path, "path is null");
    }

    /** The packages recorded in {@code PREFIX/conda-meta}, sorted by file name; none when this is no conda environment. */
    public static List<CondaPackage> read(Survey survey, String prefix) {
        String directory = PathText.below(prefix, "conda-meta");
        List<CondaPackage> packages = new ArrayList<>();
        for (String name : survey.names(directory)) {
            if (name.endsWith(".json")) {
                String path = PathText.below(directory, name);
                Optional<String> text = survey.text(path, MAX_RECORD);
                Optional<CondaPackage> found = text.flatMap(JsonText::read).flatMap(json -> of(json, path));
                if (text.isPresent() && found.isEmpty()) {
                    survey.skip(path, Kind.MALFORMED, "not the record of a package");
                }
                found.ifPresent(packages::add);
            }
        }
        return List.copyOf(packages);
    }

    private static Optional<CondaPackage> of(JsonNode json, String path) {
        Optional<String> name = json.textAt("name");
        Optional<String> version = json.textAt("version");
        if (name.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CondaPackage(
                name.get(),
                version.get(),
                json.textAt("build").orElse(""),
                json.textAt("channel").map(Location::of),
                path));
    }
}

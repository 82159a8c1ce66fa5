package dev.leeway.agent.probe.dependency.python;

import dev.leeway.agent.format.HeaderFields;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.python.Distribution.Form;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.Map;
import java.util.Optional;

/** Reads the metadata of one distribution. */
final class DistributionReader {
    /** A project's whole description stands in its metadata. */
    private static final int MAX_METADATA = 4 << 20;

    private static final int MAX_NOTE = 64 << 10;

    private final Survey survey;

    DistributionReader(Survey survey) {
        this.survey = survey;
    }

    /** A {@code NAME-VERSION.dist-info} directory. */
    Optional<Distribution> distInfo(String path) {
        if (!survey.isDirectory(path)) {
            survey.skip(path, Kind.MALFORMED, "not a directory");
            return Optional.empty();
        }
        return distribution(path, PathText.below(path, "METADATA"), Form.DIST_INFO, Optional.of("/RECORD"));
    }

    /** An {@code .egg-info} or {@code EGG-INFO}: a directory with {@code PKG-INFO}, or that file itself. */
    Optional<Distribution> eggInfo(String path, Form form) {
        boolean directory = survey.isDirectory(path);
        String metadata = directory ? PathText.below(path, "PKG-INFO") : path;
        return distribution(path, metadata, form, directory ? Optional.of("/installed-files.txt") : Optional.empty());
    }

    /** @param list where the installed files are listed; empty when {@code path} is a single file without notes beside it */
    private Optional<Distribution> distribution(String path, String metadata, Form form, Optional<String> list) {
        Optional<String> text = survey.text(metadata, MAX_METADATA);
        if (text.isEmpty()) {
            if (survey.failure().isEmpty()) {
                survey.skip(path, Kind.MALFORMED, "without metadata");
            }
            return Optional.empty();
        }
        Map<String, String> fields = HeaderFields.read(text.get());
        String name = fields.getOrDefault("name", "");
        String version = fields.getOrDefault("version", "");
        if (!PythonName.isValid(name) || !isVersion(version)) {
            survey.skip(path, Kind.MALFORMED, "metadata without a name and a version");
            return Optional.empty();
        }
        name = PythonName.normalised(name);
        if (list.isEmpty()) {
            return Optional.of(new Distribution(name, version, form, path, Optional.empty(), false, Origin.INDEX));
        }
        boolean recorded = survey.isFile(path + list.get());
        Optional<String> installer = note(path + "/INSTALLER")
                .flatMap(note -> note.lines().findFirst())
                .map(String::strip)
                .filter(PythonName::isValid);
        return Optional.of(new Distribution(name, version, form, path, installer, recorded, origin(path)));
    }

    private static boolean isVersion(String version) {
        return !version.isEmpty() && version.length() <= 200 && version.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private Optional<String> note(String path) {
        return survey.text(path, MAX_NOTE);
    }

    private Origin origin(String path) {
        String file = path + "/direct_url.json";
        Optional<String> text = note(file);
        if (text.isEmpty()) {
            return Origin.INDEX;
        }
        Optional<Origin> origin = Origin.read(text.get());
        if (origin.isEmpty()) {
            survey.skip(file, Kind.MALFORMED, "not the note of a direct installation");
        }
        return origin.orElse(Origin.INDEX);
    }
}

package dev.leeway.agent.probe.custom;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextBytes;
import dev.leeway.agent.format.settings.SettingEntries;
import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.format.settings.SettingsFormat;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of facts.
 *
 * @param path of it
 * @param directory it was found in
 * @param stem its name without ending: the subject of its facts
 * @param format by its ending
 */
record FactFile(String path, String directory, String stem, SettingsFormat format) {
    private static final Map<String, SettingsFormat> ENDINGS = Map.of(
            "json", SettingsFormat.JSON,
            "yaml", SettingsFormat.YAML,
            "yml", SettingsFormat.YAML,
            "env", SettingsFormat.ENVIRONMENT,
            "facts", SettingsFormat.ENVIRONMENT);

    private static final Pattern STEM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_FACTS = 2_000;

    /** The file of that name, where its name is that of a file of facts; others may lie beside. */
    static Optional<FactFile> of(String directory, String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String stem = name.substring(0, dot);
        return Optional.ofNullable(ENDINGS.get(name.substring(dot + 1)))
                .filter(format -> STEM.matcher(stem).matches())
                .map(format -> new FactFile(
                        directory.equals("/") ? "/" + name : directory + "/" + name, directory, stem, format));
    }

    /** Records what it says, all of it or nothing. */
    void record(HostFiles files, Trust trust, SectionRecorder section) throws RefusedException {
        List<SettingEntry> entries = entries(text(files, trust));
        for (SettingEntry entry : entries) {
            section.fact(FactValue.path(entry.key()), FactValue.of(entry, format), path + ":" + entry.line());
        }
    }

    private String text(HostFiles files, Trust trust) throws RefusedException {
        try {
            Optional<String> real = files.resolve(path);
            Optional<FileStat> stat = files.stat(path);
            Optional<String> within = files.resolve(directory);
            if (real.isEmpty()
                    || stat.isEmpty()
                    || within.isEmpty()
                    || stat.get().type() != FileStat.Type.FILE) {
                throw refused(Outcome.FAILED, Kind.NOT_A_FILE, "is not a file");
            }
            // Whoever may write where a link leads could write what it says.
            if (!real.get().startsWith(within.get() + "/")) {
                throw refused(Outcome.REFUSED, Kind.DENIED, "leads out of its directory; copy the file there instead");
            }
            Optional<String> fault = trust.fault(stat.get(), "file");
            if (fault.isPresent()) {
                throw refused(Outcome.REFUSED, Kind.DENIED, fault.get());
            }
            return TextBytes.decode(files.read(path, MAX_BYTES));
        } catch (HostAccessException e) {
            boolean large = e.kind() == Kind.TOO_LARGE;
            throw refused(
                    large ? Outcome.FAILED : Outcome.REFUSED,
                    e.kind(),
                    large
                            ? "is larger than " + (MAX_BYTES >> 10) + " KiB; keep facts few"
                            : "cannot be read: " + e.kind().text());
        } catch (MalformedException e) {
            throw refused(Outcome.FAILED, Kind.MALFORMED, "is no text");
        }
    }

    private List<SettingEntry> entries(String text) throws RefusedException {
        try {
            List<TreeNode> documents = format.read(text);
            if (documents.isEmpty()) {
                return List.of();
            }
            if (documents.size() > 1) {
                throw refused(Outcome.FAILED, Kind.MALFORMED, "holds several documents; make them files");
            }
            if (!(documents.get(0) instanceof TreeNode.Table)) {
                throw refused(Outcome.FAILED, Kind.MALFORMED, "holds no names; write a table of names and values");
            }
            SettingEntries.Laid laid = SettingEntries.of(documents.get(0), MAX_FACTS);
            if (!laid.complete()) {
                throw refused(
                        Outcome.FAILED, Kind.TOO_LARGE, "says more than " + MAX_FACTS + " facts, or nests too deep");
            }
            return laid.entries();
        } catch (MalformedException e) {
            throw new RefusedException(Outcome.FAILED, Kind.MALFORMED, path + ": " + e.getMessage());
        }
    }

    private RefusedException refused(Outcome outcome, Kind kind, String why) {
        return new RefusedException(outcome, kind, path + " " + why);
    }

    /** A file of which nothing is told. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Outcome outcome;
        private final Kind kind;
        private final String reason;

        RefusedException(Outcome outcome, Kind kind, String reason) {
            super(reason);
            this.outcome = outcome;
            this.kind = kind;
            this.reason = reason;
        }

        Outcome outcome() {
            return outcome;
        }

        Kind kind() {
            return kind;
        }

        String reason() {
            return reason;
        }
    }
}

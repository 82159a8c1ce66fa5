package dev.leeway.agent.config;

import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.schema.json.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file that says what archives without metadata are: lines of a SHA-1 and {@code group:artifact:version}. */
final class KnownArchivesFile {
    private static final int MOST = 1_000_000;
    private static final int MAX_BYTES = 128 << 20;
    private static final Pattern LINE = Pattern.compile(
            "([0-9A-Fa-f]{40})\\s+([^\\s:]{1,200}):([^\\s:]{1,200})(?::([^\\s:]{1,100}))?:([^\\s:]{1,100})");

    private KnownArchivesFile() {}

    /** The archives named, by SHA-1 in lower case; blank lines and those that begin with {@code #} say nothing. */
    static Map<String, Coordinates> read(Path file) throws FormatException {
        Map<String, Coordinates> known = new HashMap<>();
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw new FormatException(name, "", "no such file", "correct dependency.knownArchives, or leave it out");
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (Files.size(file) > MAX_BYTES) {
                throw new FormatException(name, "", "larger than 128 MiB", "keep the archives that are deployed");
            }
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(known, line.strip(), name, number);
                }
            }
        } catch (IOException e) {
            throw new FormatException(name, "", "cannot be read", "check that this user may read it, as UTF-8 text", e);
        }
        return known;
    }

    private static void add(Map<String, Coordinates> to, String line, String name, int number) throws FormatException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new FormatException(
                    name, "line " + number, "not a known archive", "write SHA-1, a blank, group:artifact:version");
        }
        if (to.size() >= MOST) {
            throw new FormatException(
                    name, "line " + number, "more than a million archives", "keep those that are deployed");
        }
        to.put(
                matcher.group(1).toLowerCase(Locale.ROOT),
                new Coordinates(
                        Optional.of(matcher.group(2)),
                        matcher.group(3),
                        Optional.ofNullable(matcher.group(4)),
                        Optional.of(matcher.group(5))));
    }
}

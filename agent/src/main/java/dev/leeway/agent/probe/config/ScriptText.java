package dev.leeway.agent.probe.config;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell script that starts a service: it asks for the variables without which it stops. */
final class ScriptText {
    private static final int MAX_SCRIPT = 256 << 10;
    private static final int BEGINNING = 64;
    private static final String PATTERN = "required[*]/**";
    private static final Pattern SHELL =
            Pattern.compile("#!\\s*\\S*/(?:env\\s+)?(?:ba|da|k|z|a)?sh\\b.*", Pattern.DOTALL);
    private static final Pattern STOPS = Pattern.compile("(?<![\\\\$])\\$\\{([A-Z][A-Z0-9_]{1,99}):?\\?");

    private final ConfigFile file;
    private final Reading reading;

    ScriptText(ConfigFile file, SectionRecorder section) {
        this.file = file;
        this.reading = new Reading(file.files(), section);
    }

    /** Asks for them; comments apart. */
    void ask(Declarations declarations) {
        Optional<FileStat> stat = reading.stat(file.path(), PATTERN).filter(each -> each.type() == FileStat.Type.FILE);
        boolean script = stat.isPresent()
                && reading.head(file.path(), BEGINNING, PATTERN)
                        .filter(head -> SHELL.matcher(new String(head, StandardCharsets.UTF_8))
                                .matches())
                        .isPresent();
        if (!script) {
            return;
        }
        int number = 0;
        String text = reading.text(file.path(), MAX_SCRIPT, PATTERN).orElse("");
        for (String line : text.lines().toList()) {
            number++;
            Matcher stops = STOPS.matcher(line.stripLeading().startsWith("#") ? "" : line);
            while (stops.find()) {
                declarations.ask(stops.group(1), file.key(), file.path() + ":" + number, false);
            }
        }
    }
}

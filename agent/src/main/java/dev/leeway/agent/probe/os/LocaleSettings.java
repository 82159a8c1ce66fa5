package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.ShellAssignments;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The locale services and sessions start with, the character set it implies, and the locales there are. */
final class LocaleSettings implements Aspect {
    private static final String SETTING = "locale/setting[*]";
    private static final String CHARSET = "locale/charset";
    private static final String AVAILABLE = "locale/available";
    private static final String COMPILED = "/usr/lib/locale";
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_NAMES = 2000;

    /** Later files win, as they do on the distributions that have several. */
    private static final List<String> FILES = List.of(
            "/etc/profile.d/00locale.sh",
            "/etc/profile.d/20locale.sh",
            "/etc/profile.d/locale.sh",
            "/etc/sysconfig/i18n",
            "/etc/locale.conf",
            "/etc/default/locale");

    private static final Pattern NAME = Pattern.compile("LANG|LANGUAGE|LC_[A-Z]+");

    /** {@code ${LANG:-C.UTF-8}}: what holds when nothing else was said. */
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:?-([^}]*)}");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        for (String path : FILES) {
            reading.text(path, MAX_BYTES, SETTING, CHARSET)
                    .map(ShellAssignments::read)
                    .ifPresent(all -> all.forEach((name, value) -> {
                        if (NAME.matcher(name).matches() && !plain(value).isEmpty()) {
                            settings.put(name, plain(value));
                            origins.put(name, path);
                        }
                    }));
        }
        settings.forEach((name, value) -> section.fact(
                new FactPath("locale").child("setting", name),
                Observed.text(value),
                String.valueOf(origins.get(name))));
        if (settings.isEmpty() && MacSystem.isOne(reading)) {
            // Terminals of macOS choose it when they start a shell, and nothing else does.
            section.uncovered(CHARSET, HostAccessException.Kind.NOT_LIVE);
            return;
        }
        charset(settings).ifPresent(name -> section.fact(new FactPath(CHARSET), Observed.text(name)));
        available(reading);
    }

    private static String plain(String value) {
        Matcher matcher = DEFAULT.matcher(value);
        return matcher.matches() ? matcher.group(1) : value;
    }

    /** What {@code nl_langinfo(CODESET)} gives under these settings; empty where the C library's tables decide. */
    static Optional<String> charset(Map<String, String> settings) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> settings.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C");
        if (locale.equals("C") || locale.equals("POSIX")) {
            return Optional.of("US-ASCII");
        }
        int dot = locale.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String name = locale.substring(dot + 1).split("@", 2)[0].toUpperCase(Locale.ROOT);
        return name.isEmpty() ? Optional.empty() : Optional.of(name.equals("UTF8") ? "UTF-8" : name);
    }

    private static void available(Reading reading) {
        if (!reading.isDirectory(COMPILED, AVAILABLE)) {
            return;
        }
        Set<String> names = new TreeSet<>();
        for (String name : reading.names(COMPILED, MAX_NAMES, AVAILABLE)) {
            if (reading.stat(COMPILED + "/" + name + "/LC_CTYPE", AVAILABLE)
                    .filter(stat -> stat.type() == FileStat.Type.FILE)
                    .isPresent()) {
                names.add(name);
            }
        }
        reading.head(COMPILED + "/locale-archive", LocaleArchive.HEAD, AVAILABLE)
                .ifPresent(head -> addArchived(head, names, reading));
        reading.section().fact(new FactPath(AVAILABLE), new Observed.Plain(Value.SetOf.texts(names)), COMPILED);
    }

    private static void addArchived(byte[] head, Set<String> names, Reading reading) {
        try {
            names.addAll(LocaleArchive.names(head));
        } catch (MalformedException e) {
            reading.section().uncovered(AVAILABLE, HostAccessException.Kind.MALFORMED);
        }
    }
}

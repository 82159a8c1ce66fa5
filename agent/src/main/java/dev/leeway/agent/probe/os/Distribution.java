package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.ShellAssignments;
import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which distribution this is, from {@code os-release} or, before there was one, its release file. */
final class Distribution implements Aspect {
    private static final String ALL = "distribution/**";
    private static final int MAX_BYTES = 64 * 1024;
    private static final List<String> OS_RELEASE = List.of("/etc/os-release", "/usr/lib/os-release");
    private static final List<String> OLD_RELEASE =
            List.of("/etc/redhat-release", "/etc/system-release", "/etc/SuSE-release");
    private static final FactPath ID = new FactPath("distribution/id");
    private static final FactPath VERSION = new FactPath("distribution/version");

    /** {@code CentOS release 6.10 (Final)}, {@code Red Hat Enterprise Linux Server release 7.9 (Maipo)}. */
    private static final Pattern OLD_LINE = Pattern.compile("(\\S[^0-9]{0,80}?) (?:release )?([0-9][0-9.]{0,20})\\b.*");

    /** {@code 12.5}; testing releases name the next codename instead. */
    private static final Pattern POINT_RELEASE = Pattern.compile("[0-9]+\\.[0-9]+(?:\\.[0-9]+)?");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        for (String path : OS_RELEASE) {
            Optional<String> text = reading.text(path, MAX_BYTES, ALL);
            if (text.isPresent()) {
                Map<String, String> release = ShellAssignments.read(text.get());
                record(release, path, section);
                if ("debian".equals(release.get("ID"))) {
                    pointRelease(reading);
                }
                return;
            }
        }
        for (String path : OLD_RELEASE) {
            Optional<String> line = reading.line(path, ALL);
            if (line.isPresent()) {
                old(line.get(), path, section);
                return;
            }
        }
    }

    private static void record(Map<String, String> release, String path, SectionRecorder section) {
        text(release, "ID", ID, path, section);
        text(release, "VERSION_CODENAME", new FactPath("distribution/codename"), path, section);
        text(release, "VARIANT_ID", new FactPath("distribution/variant"), path, section);
        filled(release, "VERSION_ID")
                .ifPresent(version -> section.fact(VERSION, Observed.version(version, VersionScheme.GENERIC), path));
        filled(release, "ID_LIKE")
                .ifPresent(like -> section.fact(
                        new FactPath("distribution/like"),
                        new Observed.Plain(Value.SetOf.texts(Words.of(like))),
                        path));
    }

    private static void text(
            Map<String, String> release, String name, FactPath fact, String path, SectionRecorder section) {
        filled(release, name).ifPresent(value -> section.fact(fact, Observed.text(value), path));
    }

    private static Optional<String> filled(Map<String, String> release, String name) {
        return Optional.ofNullable(release.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Debian's {@code os-release} stays at the major version; only this file tells the point release. */
    private static void pointRelease(Reading reading) {
        String path = "/etc/debian_version";
        reading.line(path, "distribution/point-release")
                .filter(line -> POINT_RELEASE.matcher(line).matches())
                .ifPresent(line -> reading.section()
                        .fact(
                                new FactPath("distribution/point-release"),
                                Observed.version(line, VersionScheme.GENERIC),
                                path));
    }

    private static void old(String line, String path, SectionRecorder section) {
        Matcher matcher = OLD_LINE.matcher(line);
        if (matcher.matches()) {
            String name = matcher.group(1).strip().toLowerCase(Locale.ROOT);
            String id = name.startsWith("red hat") ? "rhel" : Words.of(name).get(0);
            section.fact(ID, Observed.text(id), path);
            section.fact(VERSION, Observed.version(matcher.group(2), VersionScheme.GENERIC), path);
        }
    }
}

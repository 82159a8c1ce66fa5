package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The zone that programs without {@code TZ} live in, and the zone database it comes from. */
final class TimeZone implements Aspect {
    private static final String LOCALTIME = "/etc/localtime";
    private static final String DECLARED = "/etc/timezone";
    private static final String ZONE = "timezone";
    private static final String CONSISTENT = "timezone-consistent";
    private static final String MARK = "zoneinfo/";
    private static final String UTC = "UTC";

    /** A zone file that equals none of the database. */
    private static final String UNNAMED = "unnamed";

    private static final int MAX_LINKS = 4;
    private static final Set<String> UTC_NAMES =
            Set.of(UTC, "UCT", "Universal", "Zulu", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu");
    private static final Pattern VERSION = Pattern.compile("# version (\\S{1,20})");
    private static final int FIRST_LINE = 80;

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        Optional<String> declared = reading.line(DECLARED, CONSISTENT);
        Optional<byte[]> content = reading.bytes(LOCALTIME, ZoneSearch.MAX_ZONE, ZONE, "timezone-rule");
        // Without a zone file, or with a link that leads nowhere, the C library takes UTC.
        String zone = canonical(content.isEmpty() ? UTC : name(reading, content.get(), declared));
        section.fact(new FactPath(ZONE), Observed.text(zone), LOCALTIME);
        declared.ifPresent(text -> section.fact(
                new FactPath(CONSISTENT), Observed.flag(canonical(text).equals(zone)), DECLARED));
        content.flatMap(ZoneFile::rule)
                .ifPresent(rule -> section.fact(new FactPath("timezone-rule"), Observed.text(rule), LOCALTIME));
        database(reading);
    }

    private static String name(Reading reading, byte[] content, Optional<String> declared) {
        String path = LOCALTIME;
        for (int i = 0; i < MAX_LINKS; i++) {
            Optional<String> target = reading.link(path, ZONE);
            if (target.isEmpty()) {
                break;
            }
            int mark = target.get().lastIndexOf(MARK);
            if (mark >= 0) {
                return target.get().substring(mark + MARK.length());
            }
            path = target.get().startsWith("/") ? target.get() : "/etc/" + target.get();
        }
        ZoneSearch search = new ZoneSearch(reading, ZONE);
        if (declared.isPresent() && !reading.isDirectory(ZoneSearch.ZONES, ZONE)) {
            // Images without the database keep a copy of one zone; its name is then what they say it is.
            return declared.get();
        }
        return declared.filter(name -> search.matches(name, content))
                .or(() -> search.named(content))
                .orElse(UNNAMED);
    }

    /** One name for the many of UTC: distributions differ in which they install, and no clock does. */
    private static String canonical(String name) {
        String plain = name.startsWith("posix/") ? name.substring("posix/".length()) : name;
        return UTC_NAMES.contains(plain) ? UTC : plain;
    }

    private static void database(Reading reading) {
        FactPath installed = new FactPath("tzdata/installed");
        boolean present = reading.isDirectory(ZoneSearch.ZONES, installed.text());
        reading.section().fact(installed, Observed.flag(present), ZoneSearch.ZONES);
        if (!present) {
            return;
        }
        String source = ZoneSearch.ZONES + "/tzdata.zi";
        String plain = ZoneSearch.ZONES + "/+VERSION";
        reading.head(source, FIRST_LINE, "tzdata/version")
                .map(head -> new String(head, StandardCharsets.US_ASCII))
                .map(VERSION::matcher)
                .filter(Matcher::lookingAt)
                .map(matcher -> matcher.group(1))
                .or(() -> reading.line(plain, "tzdata/version"))
                .ifPresent(version -> reading.section()
                        .fact(
                                new FactPath("tzdata/version"),
                                Observed.version(version, VersionScheme.GENERIC),
                                ZoneSearch.ZONES));
    }
}

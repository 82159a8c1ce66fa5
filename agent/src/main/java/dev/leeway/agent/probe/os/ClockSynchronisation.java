package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.IniAssignments;
import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who keeps the clock right, and after whom.
 *
 * <p>Told from configuration, not from processes: a daemon that restarts is still the one that keeps the clock.
 */
final class ClockSynchronisation implements Aspect {
    private static final String SERVICES = "clock/sync/services";
    private static final String SERVERS = "clock/sync/servers";
    private static final String SYNCHRONIZED = "clock/sync/synchronized";
    private static final String MARKER = "/run/systemd/timesync/synchronized";
    private static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_FILES = 64;
    private static final Set<String> SOURCES = Set.of("server", "pool", "peer", "servers");

    /** Configuration files, and the daemon that each belongs to. */
    private static final Map<String, String> DAEMONS = Map.of(
            "/etc/chrony/chrony.conf", "chrony",
            "/etc/chrony.conf", "chrony",
            "/etc/ntp.conf", "ntp",
            "/etc/ntpsec/ntp.conf", "ntpsec",
            "/etc/openntpd/ntpd.conf", "openntpd");

    private static final List<String> TIMESYNCD_ENABLED = List.of(
            "/etc/systemd/system/sysinit.target.wants/systemd-timesyncd.service",
            "/etc/systemd/system/dbus-org.freedesktop.timesync1.service");
    private static final List<String> CHRONY_ADDITIONS =
            List.of("/etc/chrony/conf.d", "/etc/chrony/sources.d", "/etc/chrony.d");

    @Override
    public List<String> liveOnly() {
        return List.of(SYNCHRONIZED);
    }

    @Override
    public boolean readsTrees() {
        return true;
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        Set<String> services = new TreeSet<>();
        Set<String> servers = new TreeSet<>();
        DAEMONS.forEach((path, daemon) -> reading.text(path, MAX_BYTES, SERVICES, SERVERS)
                .ifPresent(text -> {
                    services.add(daemon);
                    servers.addAll(sources(text));
                }));
        if (services.isEmpty() && MacSystem.isOne(reading)) {
            // A daemon of Apple's, which no file configures that anybody documents.
            section.uncovered(SERVICES, HostAccessException.Kind.NOT_LIVE);
            return;
        }
        if (services.contains("chrony")) {
            additions(reading)
                    .forEach(path ->
                            reading.text(path, MAX_BYTES, SERVERS).ifPresent(text -> servers.addAll(sources(text))));
        }
        if (timesyncd(reading)) {
            services.add("systemd-timesyncd");
            servers.addAll(timesyncdServers(reading));
            if (host.live()) {
                boolean synchronised = reading.stat(MARKER, SYNCHRONIZED).isPresent();
                section.fact(new FactPath(SYNCHRONIZED), Observed.flag(synchronised), MARKER);
            }
        }
        section.fact(new FactPath(SERVICES), new Observed.Plain(Value.SetOf.texts(services)));
        if (!servers.isEmpty()) {
            section.fact(new FactPath(SERVERS), new Observed.Plain(Value.SetOf.texts(servers)));
        }
    }

    private static boolean timesyncd(Reading reading) {
        return TIMESYNCD_ENABLED.stream()
                .anyMatch(path -> reading.link(path, SERVICES)
                        .filter(target -> target.endsWith("systemd-timesyncd.service"))
                        .isPresent());
    }

    private static List<String> additions(Reading reading) {
        List<String> files = new ArrayList<>();
        for (String directory : CHRONY_ADDITIONS) {
            for (String name : reading.names(directory, MAX_FILES, SERVERS)) {
                if (name.endsWith(".conf") || name.endsWith(".sources")) {
                    files.add(directory + "/" + name);
                }
            }
        }
        return files;
    }

    /** The second word of {@code server}, {@code pool} and {@code peer} lines. */
    static List<String> sources(String text) {
        return text.lines()
                .map(Words::of)
                .filter(words -> words.size() >= 2 && SOURCES.contains(words.get(0)))
                .map(words -> words.get(1))
                .toList();
    }

    private static List<String> timesyncdServers(Reading reading) {
        List<String> servers = new ArrayList<>();
        for (String path : ConfigurationLayers.systemd(reading, "timesyncd.conf", SERVERS)) {
            reading.text(path, MAX_BYTES, SERVERS)
                    .map(text -> IniAssignments.read(text, "Time").get("NTP"))
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> servers.addAll(Words.of(value)));
        }
        return servers;
    }
}

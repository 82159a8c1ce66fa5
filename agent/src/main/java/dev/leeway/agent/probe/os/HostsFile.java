package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names pinned to addresses in {@code /etc/hosts}.
 *
 * <p>The host's own name is told as one fact of its own, so that hosts that differ in nothing but their names tell the
 * same.
 */
final class HostsFile implements Aspect {
    private static final String ENTRIES = "hosts/entry[*]";
    private static final String OWN = "hosts/own-name";
    private static final String COUNT = "hosts/count";
    private static final String PATH = "/etc/hosts";
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Beyond this it is a list of blocked sites, told as a number. */
    private static final int MAX_ENTRIES = 500;

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        Optional<String> own = ownName(host, section);
        reading.text(PATH, MAX_BYTES, ENTRIES, OWN, COUNT)
                .map(HostsTable::parse)
                .ifPresent(table -> {
                    SortedSet<String> ownAddresses = new TreeSet<>();
                    boolean few = table.entries().size() <= MAX_ENTRIES;
                    if (!few) {
                        section.uncovered(ENTRIES, HostAccessException.Kind.TOO_LARGE);
                        section.fact(
                                new FactPath(COUNT),
                                Observed.number(table.entries().size()),
                                PATH);
                    }
                    table.entries().forEach((name, addresses) -> {
                        if (own.filter(each -> name.equals(each) || name.startsWith(each + "."))
                                .isPresent()) {
                            ownAddresses.addAll(addresses);
                        } else if (few) {
                            record(new FactPath("hosts").child("entry", name), addresses, section);
                        }
                    });
                    if (!ownAddresses.isEmpty()) {
                        record(new FactPath(OWN), ownAddresses, section);
                    }
                });
    }

    private static void record(FactPath path, Collection<String> addresses, SectionRecorder section) {
        section.fact(path, new Observed.Plain(Value.SetOf.texts(addresses)), PATH);
    }

    /** The host's name without its domain, in lower case. */
    private static Optional<String> ownName(HostView host, SectionRecorder section) {
        Optional<String> name = host.live()
                ? new Reading(host.proc(), section).line("/sys/kernel/hostname", ENTRIES, OWN)
                : new Reading(host.files(), section).line("/etc/hostname", ENTRIES, OWN);
        return name.map(text -> text.split("\\.", 2)[0].toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }
}

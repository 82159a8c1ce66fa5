package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Set;

/** How names become addresses: the servers asked, the domains tried, and the order of sources. */
final class Resolver implements Aspect {
    static final String RESOLV_CONF = "/etc/resolv.conf";
    static final int MAX_BYTES = 64 * 1024;
    private static final String NSSWITCH = "/etc/nsswitch.conf";
    private static final String GAI = "/etc/gai.conf";
    private static final Set<String> DATABASES =
            Set.of("hosts", "passwd", "group", "initgroups", "networks", "services", "sudoers", "automount");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        reading.text(RESOLV_CONF, MAX_BYTES, "resolver/nameservers", "resolver/search", "resolver/option[*]")
                .map(ResolverConfiguration::parse)
                .ifPresent(configuration -> record(configuration, section));
        reading.text(NSSWITCH, MAX_BYTES, "lookup/order[*]")
                .ifPresent(text -> text.lines().forEach(line -> order(line, section)));
        reading.text(GAI, MAX_BYTES, "resolver/precedence").ifPresent(text -> precedence(text, section));
    }

    private static void record(ResolverConfiguration configuration, SectionRecorder section) {
        list("resolver/nameservers", configuration.nameservers(), RESOLV_CONF, section);
        list("resolver/search", configuration.search(), RESOLV_CONF, section);
        configuration
                .options()
                .forEach((name, value) -> section.fact(
                        new FactPath("resolver").child("option", name), Observed.text(value), RESOLV_CONF));
    }

    /** {@code hosts: files mdns4_minimal [NOTFOUND=return] dns}. */
    private static void order(String line, SectionRecorder section) {
        String[] sides = line.split("#", 2)[0].split(":", 2);
        String database = sides[0].strip();
        if (sides.length == 2 && DATABASES.contains(database) && !sides[1].isBlank()) {
            List<String> sources = Words.of(sides[1]);
            section.fact(
                    new FactPath("lookup").child("order", database),
                    new Observed.Plain(Value.ListOf.texts(sources)),
                    NSSWITCH);
        }
    }

    /** Which of several addresses of a name is tried first; distributions ship the file with all of it commented out. */
    private static void precedence(String text, SectionRecorder section) {
        List<String> lines = text.lines()
                .map(line -> Words.evenly(line.split("#", 2)[0]))
                .filter(line ->
                        line.startsWith("precedence ") || line.startsWith("label ") || line.startsWith("scopev4 "))
                .toList();
        list("resolver/precedence", lines, GAI, section);
    }

    static void list(String fact, List<String> members, String evidence, SectionRecorder section) {
        if (!members.isEmpty()) {
            section.fact(new FactPath(fact), new Observed.Plain(Value.ListOf.texts(members)), evidence);
        }
    }
}

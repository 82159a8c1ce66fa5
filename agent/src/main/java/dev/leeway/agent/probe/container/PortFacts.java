package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.ContainerSettings.Published;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ports of one container, and where the host offers them; of the host's ports only those that people chose. */
final class PortFacts {
    /** Where the kernel's own choice of ports begins. */
    private static final int EPHEMERAL = 32_768;

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1|\\[::1]|localhost");
    private static final Pattern WILDCARD = Pattern.compile("|0\\.0\\.0\\.0|::|\\[::]|\\*");

    private final SectionRecorder section;

    PortFacts(SectionRecorder section) {
        this.section = section;
    }

    void record(ContainerSettings settings, SortedSet<String> exposed) {
        SortedMap<String, List<Published>> bindings = new TreeMap<>();
        exposed.forEach(port -> bindings.put(port, new ArrayList<>()));
        for (Published published : settings.ports()) {
            bindings.computeIfAbsent(published.port(), each -> new ArrayList<>())
                    .add(published);
        }
        bindings.forEach((port, published) -> record(FactPath.of("port", port), published, settings.publishAll()));
    }

    private void record(FactPath path, List<Published> published, boolean all) {
        section.fact(path.child("published"), Observed.flag(all || !published.isEmpty()));
        if (!published.isEmpty()) {
            section.fact(path.child("address"), set(published.stream().map(each -> address(each.address()))));
        }
        List<String> chosen = published.stream()
                .flatMap(each -> each.hostPort().stream())
                .filter(PortFacts::byHand)
                .toList();
        if (!chosen.isEmpty()) {
            section.fact(path.child("host-port"), set(chosen.stream()));
        }
    }

    private static Observed set(Stream<String> members) {
        return new Observed.Plain(Value.SetOf.texts(members.collect(Collectors.toCollection(TreeSet::new))));
    }

    private static boolean byHand(String port) {
        return !PORT.matcher(port).matches() || Integer.parseInt(port) < EPHEMERAL;
    }

    private static String address(String address) {
        return WILDCARD.matcher(address).matches()
                ? "wildcard"
                : LOOPBACK.matcher(address).matches() ? "loopback" : address;
    }
}

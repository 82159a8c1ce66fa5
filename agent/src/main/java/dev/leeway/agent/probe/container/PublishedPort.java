package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.PromisedPort;
import dev.leeway.agent.spi.ContainerSettings.Published;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One port of a container: where files publish it, and where the engine does. */
final class PublishedPort {
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "[::]", "*");

    private final SortedSet<String> promised = new TreeSet<>();
    private final SortedSet<String> published = new TreeSet<>();
    private String place = "";
    private boolean certain = true;
    private boolean secret;

    /** @param made whether a secret went into it */
    void promise(PromisedPort port, boolean made) {
        secret |= made;
        promised.add(spelled(port.address(), port.hostPort()));
        place = place.isEmpty() ? port.place() : place;
        // Of a range the engine takes what is free.
        certain &= port.certain()
                && port.hostPort().filter(each -> each.indexOf('-') >= 0).isEmpty();
    }

    void publish(Published port) {
        published.add(spelled(port.address(), port.hostPort()));
    }

    private static String spelled(String address, Optional<String> port) {
        String number = port.filter(each -> !each.isEmpty()).orElse("any");
        return EVERYWHERE.contains(address) ? number : address + ":" + number;
    }

    /** @param every whether all ports that files publish are known */
    void hold(FactPath path, boolean every, KeptPromises kept) {
        if (promised.isEmpty()) {
            if (every) {
                kept.add(path, Kept.undeclared(told(published)));
            }
        } else if (promised.equals(published)) {
            kept.add(path, Kept.kept(place));
        } else if (!certain) {
            kept.add(path, Kept.unknown(place));
        } else if (published.isEmpty()) {
            kept.add(path, Kept.missing(place, told(promised)));
        } else if (every || !published.containsAll(promised)) {
            kept.add(path, Kept.other(place, told(promised), told(published)));
        }
    }

    /** Whether any file publishes it. */
    boolean promised() {
        return !promised.isEmpty();
    }

    private Observed told(SortedSet<String> addresses) {
        if (secret) {
            String text = String.join(" ", addresses);
            return new Observed.Guarded("port", "host-port", text, Observed.Stretch.whole(text));
        }
        return new Observed.Plain(Value.SetOf.texts(addresses));
    }
}

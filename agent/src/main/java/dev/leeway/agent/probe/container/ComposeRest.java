package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.ServicePart.Rest;
import dev.leeway.agent.format.compose.Written;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.Observed.Stretch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds in a container what was made of a secret where its files promise nothing that could be held against it: commands, mounts, hosts, and
 * variables and labels whose very names are made of variables.
 *
 * <p>One rule: where a secret went into what the files say of a thing, whatever a container has for it is one that neither the files nor its
 * image say in clear. What it is needs no guess then, and what a container keeps of an older secret goes the same way.
 */
final class ComposeRest {
    private static final String COMPOSE = "com.docker.compose.";

    private final EngineContainer container;
    private final ImageConfig image;
    private final Secrecy secrecy;
    private final Found found;

    /** Told of texts that the container has, and what of them is a secret. */
    interface Found {
        void is(String tagClass, String name, String text, List<Stretch> secret);
    }

    /** @param image what the container was made from says; nothing where that is not known */
    ComposeRest(EngineContainer container, ImageConfig image, Secrecy secrecy, Found found) {
        this.container = container;
        this.image = image;
        this.secrecy = secrecy;
        this.found = found;
    }

    /** Tells of every text that may have come of {@code rest}, variables and labels apart. */
    void find(List<Rest> rest) {
        for (RestPlace place : RestPlace.values()) {
            List<Written> pieces = rest.stream()
                    .filter(each -> place.isOf(each.key()))
                    .flatMap(each -> place.pieces(each.written()).stream())
                    .toList();
            List<Written> secret =
                    pieces.stream().filter(each -> !secrecy.in(each).isEmpty()).toList();
            if (!secret.isEmpty()) {
                Set<String> clear = new HashSet<>(place.texts(image));
                pieces.stream()
                        .filter(each -> each.made().isEmpty())
                        .forEach(each -> clear.add(place.asShown(each.text(), container)));
                find(place, secret, clear);
            }
        }
    }

    private void find(RestPlace place, List<Written> secret, Set<String> clear) {
        for (String text : place.texts(container)) {
            boolean same = secret.stream().anyMatch(each -> each.text().equals(text));
            if (same || !place.said(text, clear)) {
                List<Written> fitting = secret.stream()
                        .filter(each -> each.text().equals(text) || secrecy.fits(each, text))
                        .toList();
                if (fitting.isEmpty()) {
                    found.is("argument", place.name(), text, Stretch.whole(text));
                }
                fitting.forEach(each -> found.is("argument", place.name(), text, secrecy.in(each, text)));
            }
        }
    }

    /**
     * Tells of everything there is, because of what was made of secrets not all is known.
     *
     * @param certain variables that are known to have come of something else
     */
    void findAny(Map<String, String> certain) {
        for (RestPlace place : RestPlace.values()) {
            place.texts(container).forEach(text -> found.is("argument", place.name(), text, Stretch.whole(text)));
        }
        container.config().variables().forEach((name, text) -> {
            if (!text.equals(certain.get(name))) {
                found.is("variable", name, text, Stretch.whole(text));
            }
        });
        labels().forEach((name, text) -> found.is("label", name, text, Stretch.whole(text)));
    }

    /**
     * Tells of every variable or label that may have come of one of the items {@code NAME=value} whose names nobody knows for certain.
     *
     * @param has those of the container
     * @param certain those that are known to have come of something else
     */
    void findAssigned(String tagClass, List<Written> items, Map<String, String> has, Map<String, String> certain) {
        for (Written item : items) {
            int equals = item.text().indexOf('=');
            int end = item.text().length();
            Written name = item.between(0, equals < 0 ? end : equals);
            Optional<Written> value = equals < 0 ? Optional.empty() : Optional.of(item.between(equals + 1, end));
            value.ifPresent(each -> found.is(tagClass, name.text(), each.text(), secrecy.in(each)));
            int from = name.made().stream()
                    .mapToInt(each -> each.from())
                    .min()
                    .orElse(name.text().length());
            String before = name.text().substring(0, from);
            boolean secret = !secrecy.in(item).isEmpty();
            boolean named = !secrecy.in(name).isEmpty();
            has.forEach((key, text) -> {
                if (secret && key.startsWith(before) && !text.equals(certain.get(key))) {
                    found.is(
                            tagClass,
                            key,
                            text,
                            value.map(each -> secrecy.in(each, text)).orElse(Stretch.whole(text)));
                    if (named) {
                        found.is("name", tagClass, key, secrecy.in(name, key));
                    }
                }
            });
        }
    }

    /** Labels of the container but Compose's own, which no file gives it. */
    SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>(container.config().labels());
        labels.keySet().removeIf(name -> name.startsWith(COMPOSE));
        return labels;
    }
}

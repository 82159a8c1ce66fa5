package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.ServicePart.Rest;
import dev.leeway.agent.format.compose.Written;
import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.Observed.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds in a container what was made of a secret where its files promise nothing that could be held against it: commands, mounts, hosts, and
 * variables and labels whose very names are made of variables. What cannot be told apart from it is taken for it.
 */
final class ComposeRest {
    private static final String COMPOSE = "com.docker.compose.";

    private final EngineContainer container;
    private final Secrecy secrecy;
    private final Found found;

    /** Told of texts that the container has, and what of them is a secret. */
    interface Found {
        void is(String tagClass, String name, String text, List<Stretch> secret);
    }

    ComposeRest(EngineContainer container, Secrecy secrecy, Found found) {
        this.container = container;
        this.secrecy = secrecy;
        this.found = found;
    }

    /** Tells of every text that may have come of {@code rest}, variables and labels apart. */
    void find(Rest rest) {
        List<String> texts = texts(rest.key());
        for (Written piece : pieces(rest)) {
            List<Stretch> secret = secrecy.in(piece);
            if (secret.isEmpty()) {
                continue;
            }
            List<String> fitting = texts.stream()
                    .filter(text -> text.equals(piece.text()) && !text.isEmpty())
                    .toList();
            if (fitting.isEmpty()) {
                fitting =
                        texts.stream().filter(text -> secrecy.fits(piece, text)).toList();
            }
            // Where nothing agrees, quotes or commas may have been taken away: any of them may be it.
            (fitting.isEmpty() ? texts : fitting)
                    .forEach(text -> found.is("argument", rest.key(), text, secrecy.in(piece, text)));
        }
    }

    /**
     * Tells of everything there is, because of what was made of secrets not all is known.
     *
     * @param certain variables that are known to have come of something else
     */
    void findAny(Map<String, String> certain) {
        for (String key : List.of(
                "command", "healthcheck", "volumes", "extra_hosts", "dns", "sysctls", "logging", "user", "networks")) {
            texts(key).forEach(text -> found.is("argument", key, text, Stretch.whole(text)));
        }
        container.config().variables().forEach((name, text) -> {
            if (!text.equals(certain.get(name))) {
                found.is("variable", name, text, Stretch.whole(text));
            }
        });
        labels().forEach((name, text) -> found.is("label", name, text, Stretch.whole(text)));
    }

    /**
     * Tells of every variable or label that may have come of an item {@code NAME=value} whose name nobody knows for certain.
     *
     * @param has those of the container
     * @param certain those that are known to have come of something else
     */
    void findAssigned(String tagClass, Written item, Map<String, String> has, Map<String, String> certain) {
        int equals = item.text().indexOf('=');
        int end = item.text().length();
        Written name = item.between(0, equals < 0 ? end : equals);
        Optional<Written> value = equals < 0 ? Optional.empty() : Optional.of(item.between(equals + 1, end));
        value.ifPresent(each -> found.is(tagClass, name.text(), each.text(), secrecy.in(each)));
        boolean secret = !secrecy.in(item).isEmpty();
        int from = name.made().stream()
                .mapToInt(each -> each.from())
                .min()
                .orElse(name.text().length());
        String before = name.text().substring(0, from);
        has.forEach((key, text) -> {
            if (secret && key.startsWith(before) && !text.equals(certain.get(key))) {
                found.is(
                        tagClass,
                        key,
                        text,
                        value.map(each -> secrecy.in(each, text)).orElse(Stretch.whole(text)));
            }
        });
    }

    /** Labels of the container but Compose's own, which no file gives it. */
    SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>(container.config().labels());
        labels.keySet().removeIf(name -> name.startsWith(COMPOSE));
        return labels;
    }

    /** What a container may have by itself of a value: it, and the words that it is taken apart into. */
    private static List<Written> pieces(Rest rest) {
        String separators = switch (rest.key()) {
            case "command", "entrypoint" -> " \t\r\n";
            case "volumes", "devices", "tmpfs" -> ":,";
            case "extra_hosts" -> ":=";
            case "sysctls" -> "=";
            default -> "";
        };
        Written whole = rest.written();
        List<Written> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= whole.text().length(); i++) {
            if (i == whole.text().length() || separators.indexOf(whole.text().charAt(i)) >= 0) {
                pieces.add(whole.between(from, i));
                from = i + 1;
            }
        }
        return pieces;
    }

    private List<String> texts(String key) {
        ImageConfig config = container.config();
        ContainerSettings settings = container.settings();
        NavigableSet<String> texts = new TreeSet<>();
        switch (key) {
            case "command", "entrypoint" -> {
                texts.addAll(config.entrypoint());
                texts.addAll(config.command());
            }
            case "healthcheck" -> config.healthCheck().ifPresent(check -> texts.addAll(check.test()));
            case "user", "group_add", "working_dir", "stop_signal" -> {
                texts.add(config.user());
                texts.add(config.workingDirectory());
                texts.addAll(settings.security().groups());
                config.stopSignal().ifPresent(texts::add);
            }
            case "volumes", "tmpfs", "devices" -> {
                container.mounts().forEach(mount -> {
                    texts.add(mount.destination());
                    mount.source().ifPresent(texts::add);
                    mount.name().ifPresent(texts::add);
                });
                texts.addAll(settings.security().devices());
                settings.security().tmpfs().forEach((path, how) -> texts.addAll(List.of(path, how)));
            }
            case "extra_hosts" ->
                settings.hosts().forEach(host -> {
                    int colon = Math.max(0, host.indexOf(':'));
                    texts.add(host.substring(0, colon));
                    texts.add(host.substring(Math.min(host.length(), colon + 1)));
                });
            case "dns", "dns_search", "dns_opt" ->
                List.of(
                                settings.dns().servers(),
                                settings.dns().search(),
                                settings.dns().options())
                        .forEach(each -> texts.add(String.join(" ", each)));
            case "sysctls", "security_opt" -> {
                texts.addAll(settings.security().sysctls().values());
                texts.addAll(settings.security().options());
            }
            case "logging" -> {
                texts.add(settings.log().driver());
                texts.addAll(settings.log().options().values());
            }
            case "networks" -> container.networks().values().forEach(texts::addAll);
            default -> texts.clear();
        }
        texts.remove("");
        // What everything is told under is no guess at a secret.
        texts.remove(container.service());
        return List.copyOf(texts);
    }
}

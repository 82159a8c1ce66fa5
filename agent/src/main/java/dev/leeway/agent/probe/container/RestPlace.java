package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.Written;
import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** What a container has by the entries of a Compose file of which nothing is promised, taken together where it shows them as one thing. */
enum RestPlace {
    COMMAND(Set.of("command", "entrypoint"), " \t\r\n") {
        @Override
        void add(ImageConfig config, Set<String> texts) {
            texts.addAll(config.entrypoint());
            texts.addAll(config.command());
        }
    },
    HEALTH(Set.of("healthcheck"), "") {
        @Override
        void add(ImageConfig config, Set<String> texts) {
            config.healthCheck().ifPresent(check -> texts.addAll(check.test()));
            // Whether a shell is asked is told by a list in one place and by its absence in the other.
            texts.removeAll(Set.of("CMD", "CMD-SHELL", "NONE"));
        }
    },
    USER(Set.of("user", "group_add", "working_dir", "stop_signal"), "") {
        @Override
        void add(ImageConfig config, Set<String> texts) {
            texts.add(config.user());
            texts.add(config.workingDirectory());
            config.stopSignal().ifPresent(texts::add);
        }

        @Override
        void add(EngineContainer container, Set<String> texts) {
            texts.addAll(container.settings().security().groups());
        }
    },
    MOUNT(Set.of("volumes", "devices", "tmpfs", "secrets", "configs"), ":,") {
        @Override
        void add(EngineContainer container, Set<String> texts) {
            ContainerSettings.Security security = container.settings().security();
            container.mounts().forEach(mount -> {
                texts.add(mount.destination());
                mount.name().ifPresent(texts::add);
                mount.source().filter(source -> mount.kind().equals("bind")).ifPresent(texts::add);
            });
            texts.addAll(security.devices());
            security.tmpfs().forEach((path, how) -> texts.addAll(List.of(path, how)));
        }

        /** Paths are written relative to the project, and shown from the root. */
        @Override
        String asShown(String text, EngineContainer container) {
            String directory = container.config().labels().getOrDefault(PROJECT_DIRECTORY, "");
            boolean relative = text.equals(".") || text.startsWith("./") || text.startsWith("../");
            return relative && !directory.isEmpty() ? StorePath.normal(directory + "/" + text) : text;
        }
    },
    HOST(Set.of("extra_hosts"), ":=") {
        @Override
        void add(EngineContainer container, Set<String> texts) {
            container.settings().hosts().forEach(host -> {
                int colon = Math.max(0, host.indexOf(':'));
                texts.add(host.substring(0, colon));
                texts.add(host.substring(Math.min(host.length(), colon + 1)));
            });
        }
    },
    RESOLVER(Set.of("dns", "dns_search", "dns_opt"), "") {
        @Override
        void add(EngineContainer container, Set<String> texts) {
            ContainerSettings.Dns dns = container.settings().dns();
            List.of(dns.servers(), dns.search(), dns.options()).forEach(each -> texts.add(String.join(" ", each)));
        }
    },
    KERNEL(Set.of("sysctls", "security_opt"), "=") {
        @Override
        void add(EngineContainer container, Set<String> texts) {
            ContainerSettings.Security security = container.settings().security();
            texts.addAll(security.sysctls().keySet());
            texts.addAll(security.sysctls().values());
            texts.addAll(security.options());
        }
    },
    LOG(Set.of("logging"), "") {
        @Override
        void add(EngineContainer container, Set<String> texts) {
            ContainerSettings.Log log = container.settings().log();
            texts.add(log.driver());
            texts.addAll(log.options().values());
        }
    },
    NETWORK(Set.of("networks", "hostname", "container_name", "links"), ":") {
        @Override
        void add(EngineContainer container, Set<String> texts) {
            texts.addAll(container.networks().keySet());
            container.networks().values().forEach(texts::addAll);
            // What it is called that nobody gave a name.
            texts.remove("default");
        }
    },
    EXPOSED(Set.of("expose"), "/") {
        @Override
        void add(ImageConfig config, Set<String> texts) {
            for (String port : config.ports()) {
                texts.addAll(List.of(port, port.substring(0, Math.max(0, port.indexOf('/')))));
            }
        }

        @Override
        void add(EngineContainer container, Set<String> texts) {
            // Those are held against a promise of their own.
            container.settings().ports().forEach(port -> {
                texts.remove(port.port());
                texts.remove(port.port().substring(0, Math.max(0, port.port().indexOf('/'))));
            });
        }

        @Override
        boolean said(String text, Set<String> clear) {
            return clear.contains(text.replaceFirst("/.*", ""));
        }
    };

    private static final String PROJECT_DIRECTORY = "com.docker.compose.project.working_dir";

    @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf is immutable.
    private final Set<String> keys;

    private final String separators;

    /** @param separators at which a container has by itself what is written as one */
    RestPlace(Set<String> keys, String separators) {
        this.keys = Set.copyOf(keys);
        this.separators = separators;
    }

    /** Adds what an image says of it as well. */
    void add(ImageConfig config, Set<String> texts) {}

    /** Adds what only a container has of it. */
    void add(EngineContainer container, Set<String> texts) {}

    /** Whether it is written in that entry. */
    boolean isOf(String key) {
        return keys.contains(key);
    }

    /** What an image says of it. */
    Set<String> texts(ImageConfig image) {
        NavigableSet<String> texts = new TreeSet<>();
        add(image, texts);
        texts.remove("");
        return texts;
    }

    /** What a container has of it. */
    List<String> texts(EngineContainer container) {
        NavigableSet<String> texts = new TreeSet<>();
        add(container.config(), texts);
        add(container, texts);
        texts.remove("");
        // What everything is told under is no guess at a secret.
        texts.remove(container.service());
        return List.copyOf(texts);
    }

    /** Whether {@code text} or each of its words is among those that stand in clear. */
    boolean said(String text, Set<String> clear) {
        return clear.contains(text) || clear.containsAll(List.of(text.split("[ \t\r\n]+")));
    }

    /** A text of a file as {@code container} shows it. */
    String asShown(String text, EngineContainer container) {
        return text;
    }

    /** What is written, and what it is taken apart into. */
    List<Written> pieces(Written whole) {
        List<Written> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= whole.text().length(); i++) {
            if (i == whole.text().length() || separators.indexOf(whole.text().charAt(i)) >= 0) {
                pieces.add(whole.between(from, i));
                from = i + 1;
            }
        }
        if (pieces.size() > 1) {
            pieces.add(whole);
        }
        return pieces;
    }
}

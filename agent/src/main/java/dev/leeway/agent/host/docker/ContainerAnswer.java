package dev.leeway.agent.host.docker;

import dev.leeway.agent.service.Clues.ContainerNames;
import dev.leeway.agent.service.ComposeLabels;
import dev.leeway.agent.service.ContainerName;
import dev.leeway.agent.service.ContainerName.OneOff;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineContainer.Mount;
import dev.leeway.agent.spi.EnginePlatform;
import dev.leeway.agent.spi.ImageConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One container, from an engine's answer to {@code /containers/ID/json}. */
final class ContainerAnswer {
    private static final String COMPOSE = "com.docker.compose.";
    private static final Pattern MADE_UP_VOLUME = Pattern.compile("[0-9a-f]{64}");

    private final Fields answer;
    private final ImageConfig config;
    private final ContainerNames names;

    private ContainerAnswer(Fields answer, ImageConfig config) {
        this.answer = answer;
        this.config = config;
        this.names = ContainerNames.labelled(answer.text("Name").map(ContainerAnswer::plain), this::label);
    }

    /** What an image is labelled with, by its id. */
    interface ImageLabels {
        /** Nothing where nobody tells. */
        Map<String, String> of(String id) throws InterruptedException;
    }

    /** The container; empty when the answer tells of none. */
    static Optional<EngineContainer> read(Fields answer, List<ServiceMatch> configured, ImageLabels images)
            throws InterruptedException {
        Optional<String> id = answer.text("Id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        ImageConfig config = ConfigAnswer.read(answer.at("Config"));
        if (ComposeLabels.any(config.labels())) {
            config = config.labelled(ComposeLabels.own(config.labels(), images.of(imageId(answer))));
        }
        return Optional.of(new ContainerAnswer(answer, config).container(id.get(), configured));
    }

    private EngineContainer container(String id, List<ServiceMatch> configured) {
        String reference = answer.text("Config", "Image").orElse("");
        String name = names.name().orElse(id);
        ContainerName called =
                ContainerName.of(names, label("io.kubernetes.pod.name"), reference, oneOff(), configured);
        return new EngineContainer(
                id,
                name,
                called.named().name(),
                called.rule(),
                called.passing(),
                reference,
                imageId(answer),
                EnginePlatform.UNKNOWN,
                config,
                state(),
                SettingsAnswer.read(answer.at("HostConfig"), answer.at("Config")),
                mounts(),
                networks(id, name),
                answer.map("GraphDriver", "Data"));
    }

    private static String plain(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static String imageId(Fields answer) {
        String id = answer.text("Image").orElse("");
        return id.matches("[0-9a-f]{64}") ? "sha256:" + id : id;
    }

    private Optional<String> label(String name) {
        return Optional.ofNullable(config.labels().get(name)).filter(value -> !value.isEmpty());
    }

    private OneOff oneOff() {
        boolean said = label(COMPOSE + "oneoff")
                .filter(value -> value.equalsIgnoreCase("true"))
                .isPresent();
        return said ? OneOff.SAID : answer.is("HostConfig", "AutoRemove") ? OneOff.REMOVED : OneOff.NO;
    }

    private EngineContainer.State state() {
        Fields state = answer.at("State");
        return new EngineContainer.State(
                state.text("Status").orElse(state.is("Running") ? "running" : "exited"),
                (int) state.number("Pid").orElse(0),
                state.text("Health", "Status")
                        .filter(status -> !status.equals("none"))
                        .map(status -> health(status, state)),
                (int) state.number("ExitCode").orElse(0),
                state.moment("StartedAt"),
                state.moment("FinishedAt"));
    }

    /** An engine calls a container unhealthy as well that it stops, without a check that failed. */
    private static String health(String status, Fields state) {
        boolean failed =
                state.is("Running") && state.number("Health", "FailingStreak").orElse(0) > 0;
        return status.equals("unhealthy") && !failed ? "starting" : status;
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (Fields mount : answer.items("Mounts")) {
            mount.text("Destination")
                    .ifPresent(destination -> mounts.add(new Mount(
                            mount.text("Type").orElse("bind"),
                            mount.text("Name")
                                    .filter(name ->
                                            !MADE_UP_VOLUME.matcher(name).matches())
                                    .map(this::withoutProject),
                            mount.text("Source"),
                            destination,
                            mount.text("Driver"),
                            mount.is("RW"),
                            mount.text("Propagation"))));
        }
        mounts.sort(Comparator.comparing(Mount::destination));
        return mounts;
    }

    private SortedMap<String, SortedSet<String>> networks(String id, String name) {
        SortedMap<String, SortedSet<String>> networks = new TreeMap<>();
        for (String network : answer.names("NetworkSettings", "Networks")) {
            SortedSet<String> aliases = new TreeSet<>();
            for (String alias : answer.texts("NetworkSettings", "Networks", network, "Aliases")) {
                if (!alias.equals(name) && !(alias.length() >= 12 && id.startsWith(alias))) {
                    aliases.add(alias);
                }
            }
            networks.put(withoutProject(network), aliases);
        }
        return networks;
    }

    /** Compose puts the project's name before those of networks and volumes, and a project is called as its directory is. */
    private String withoutProject(String name) {
        return names.project()
                .filter(project -> name.startsWith(project + "_"))
                .map(project -> name.substring(project.length() + 1))
                .filter(rest -> !rest.isEmpty())
                .orElse(name);
    }
}

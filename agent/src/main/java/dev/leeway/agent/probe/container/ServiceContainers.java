package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of one service: what they have in common, and where they differ, both values. */
final class ServiceContainers {
    /** Within this time after its end a container may be on its way up again. */
    private static final Duration RESTARTING = Duration.ofMinutes(10);

    private final SectionRecorder section;
    private final Optional<Instant> now;
    private final List<EngineImage> images;
    private final Optional<ComposeFiles> files;

    /** @param files of the engine's host, where they can be read */
    ServiceContainers(
            SectionRecorder section, EngineInfo info, List<EngineImage> images, Optional<ComposeFiles> files) {
        this.section = section;
        this.now = info.now();
        this.images = images;
        this.files = files;
    }

    void record(List<EngineContainer> containers) {
        List<EngineContainer> up =
                containers.stream().filter(each -> state(each) == State.RUNNING).toList();
        // What lies about beside copies that run is what was not cleared away.
        List<EngineContainer> counted = up.isEmpty() ? containers : up;
        section.fact(FactPath.of("replicas"), Observed.number(up.size()));
        for (EngineContainer container : counted) {
            section.fact(FactPath.of("named-by"), Observed.text(container.namedBy()));
            section.fact(FactPath.of("state"), Observed.text(state(container).text));
            container.state().health().ifPresent(this::health);
            new ImageInUse(section, images).record(container);
            new ContainerFacts(section, image(container)).record(container);
        }
        promises(up);
    }

    /** What the Compose files of running containers promise; one that stands still has nothing to keep. */
    private void promises(List<EngineContainer> containers) {
        KeptPromises kept = new KeptPromises();
        Map<ComposePlace, Optional<ComposeProject.Promises>> read = new HashMap<>();
        for (EngineContainer container : containers) {
            ComposePlace.of(
                            container,
                            path -> files.map(each -> each.exists(path)).orElse(false))
                    .ifPresent(place -> {
                        if (files.isEmpty()) {
                            section.uncovered(ComposeProject.DECLARED.text() + "/**", Kind.NOT_FOLLOWED);
                            return;
                        }
                        read.computeIfAbsent(place, each -> new ComposeProject(files.get(), each, section).promises())
                                .ifPresent(promises ->
                                        new ComposeFacts(promises, container, image(container), kept).hold());
                    });
        }
        kept.record(section);
    }

    private Optional<EngineImage> image(EngineContainer container) {
        return images.stream()
                .filter(image -> image.id().equals(container.imageId()))
                .findFirst();
    }

    /** A check that has not failed often enough, or not at all yet, is no failure. */
    private void health(String status) {
        section.fact(
                FactPath.of("health").child("status"),
                Observed.text(status.equals("unhealthy") ? "unhealthy" : "healthy"));
    }

    private enum State {
        RUNNING("running"),
        PAUSED("paused"),
        DONE("done"),
        STOPPED("stopped");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    private State state(EngineContainer container) {
        String status = container.state().status();
        if (status.equals("paused")) {
            return State.PAUSED;
        }
        if (container.state().runs() || status.equals("restarting") || status.equals("running")) {
            return State.RUNNING;
        }
        Optional<Instant> finished = container.state().finished();
        boolean recently = finished.isPresent()
                && now.isPresent()
                && Duration.between(finished.get(), now.get()).compareTo(RESTARTING) < 0;
        boolean comesBack = !container.settings().restart().policy().equals("no");
        if (recently || (finished.isEmpty() && comesBack)) {
            return State.RUNNING;
        }
        return container.state().exitCode() == 0 && !comesBack && finished.isPresent() ? State.DONE : State.STOPPED;
    }
}

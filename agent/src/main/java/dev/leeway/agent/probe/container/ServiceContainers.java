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
    /** Within this time after its end a container may be on its way up again; an engine tries again after at most so long. */
    private static final Duration RESTARTING = Duration.ofSeconds(60);

    /** Which project of Compose made it, whose commands stop and make anew what they start again. */
    private static final String PROJECT = "com.docker.compose.project";

    private final SectionRecorder section;
    private final Optional<Instant> now;
    private final List<EngineImage> images;
    private final Optional<Kind> unread;
    private final Injected injected;
    private final Optional<ComposeFiles> files;
    private final Secrecy secrecy;

    /**
     * @param unread why some image could not be read; empty where all were
     * @param files of the engine's host, where they can be read
     * @param secrecy knows what is a secret
     */
    ServiceContainers(
            SectionRecorder section,
            EngineInfo info,
            List<EngineImage> images,
            Optional<Kind> unread,
            Optional<ComposeFiles> files,
            Secrecy secrecy) {
        this.section = section;
        this.now = info.now();
        this.images = images;
        this.unread = unread;
        this.injected = new Injected(info.product());
        this.files = files;
        this.secrecy = secrecy;
    }

    void record(List<EngineContainer> containers) {
        List<EngineContainer> up =
                containers.stream().filter(each -> state(each).mayRun).toList();
        // What lies about beside copies that run is what was not cleared away.
        List<EngineContainer> counted = up.isEmpty() ? containers : up;
        boolean known = up.stream().noneMatch(each -> state(each) == State.BETWEEN);
        if (known) {
            section.fact(FactPath.of("replicas"), Observed.number(up.size()));
        } else {
            for (String path : List.of("replicas", "state", "health/status")) {
                section.uncovered(path, Kind.VANISHED);
            }
        }
        for (EngineContainer container : counted) {
            section.fact(FactPath.of("named-by"), Observed.text(container.namedBy()));
            State state = state(container);
            if (known) {
                section.fact(FactPath.of("state"), Observed.text(state.text));
                container.state().health().filter(each -> state.hasHealth).ifPresent(this::health);
            }
            secrecy.own(container.config().variables()).forEach(section::conceal);
            new ImageInUse(section, images, unread).record(container);
            new ContainerFacts(section, image(container), injected, unread.orElse(Kind.VANISHED)).record(container);
        }
    }

    /** What the Compose files of containers promise; one that stands still has nothing to keep, but may hold secrets of them. */
    void recordPromises(List<EngineContainer> all) {
        KeptPromises kept = new KeptPromises();
        Map<ComposePlace, Optional<ComposeProject.Promises>> read = new HashMap<>();
        for (boolean running : List.of(true, false)) {
            SectionRecorder into = running ? section : new SecretsOnly(section);
            for (EngineContainer container : all) {
                if (state(container).mayRun == running) {
                    hold(container, running ? kept : new KeptPromises(), read, into);
                }
            }
        }
        kept.record(section);
    }

    private void hold(
            EngineContainer container,
            KeptPromises kept,
            Map<ComposePlace, Optional<ComposeProject.Promises>> read,
            SectionRecorder into) {
        Optional<ComposePlace> place = ComposePlace.of(
                container, path -> files.map(each -> each.exists(path)).orElse(false));
        if (place.isPresent() && files.isEmpty()) {
            into.uncovered(ComposeProject.DECLARED.text() + "/**", Kind.NOT_FOLLOWED);
        } else if (place.isPresent()) {
            read.computeIfAbsent(place.get(), each -> new ComposeProject(files.get(), each, into).promises())
                    .ifPresent(promises -> new ComposeFacts(
                                    promises,
                                    container,
                                    image(container),
                                    injected,
                                    promises.whole() ? kept : new KeptPromises(),
                                    secrecy,
                                    promises.whole() ? into : new SecretsOnly(into))
                            .hold());
        }
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
        RUNNING("running", true, true),
        PAUSED("paused", false, true),
        /** It ended a moment ago, and what made it may be about to start it again: nobody knows. */
        BETWEEN("between", true, false),
        DONE("done", false, false),
        STOPPED("stopped", false, false);

        private final String text;
        private final boolean mayRun;
        private final boolean hasHealth;

        State(String text, boolean mayRun, boolean hasHealth) {
            this.text = text;
            this.mayRun = mayRun;
            this.hasHealth = hasHealth;
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
        boolean always = container.settings().restart().policy().equals("always")
                || container.settings().restart().policy().equals("unless-stopped");
        if (finished.isEmpty()) {
            return always ? State.RUNNING : State.STOPPED;
        }
        boolean failed = container.state().exitCode() != 0;
        if (recent(finished.get())) {
            if (always || (failed && container.settings().restart().policy().equals("on-failure"))) {
                return State.RUNNING;
            }
            if (container.config().labels().containsKey(PROJECT)) {
                return State.BETWEEN;
            }
        }
        return !failed && container.settings().restart().policy().equals("no") ? State.DONE : State.STOPPED;
    }

    private boolean recent(Instant finished) {
        return now.isPresent() && Duration.between(finished, now.get()).compareTo(RESTARTING) < 0;
    }
}

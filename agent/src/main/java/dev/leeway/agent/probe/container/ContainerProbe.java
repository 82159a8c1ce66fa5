package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.ContainerEngine.About;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The containers of an engine by the services they are for; those that do a job and go are none. */
public final class ContainerProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("container", 1, true);

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        ContainerEngine engine = host.engine();
        EngineInfo info;
        List<EngineContainer> containers;
        List<EngineImage> images;
        SortedMap<String, Kind> gaps;
        SortedMap<String, Kind> unread;
        try {
            info = engine.info();
            containers = engine.containers();
            images = engine.images();
            gaps = engine.gaps(About.CONTAINERS);
            unread = engine.gaps(About.IMAGES);
        } catch (HostAccessException e) {
            index.end(outcome(e.kind()), String.valueOf(e.getMessage()));
            return;
        }
        new EngineFacts(index).record(info, engine.address().orElse(""));
        // The files of an engine elsewhere lie there.
        Optional<ComposeFiles> files = Optional.of(new ComposeFiles(host.files()))
                .filter(each -> engine.address().orElse("").startsWith("/"));
        Secrecy secrecy = new Secrecy(recorder);
        SortedMap<String, List<EngineContainer>> services = byService(containers);
        services.forEach((service, replicas) -> {
            new ServiceContainers(recorder.section(service), info, images, why(service, unread), files, secrecy)
                    .record(replicas);
            index.fact(observed(service), Observed.flag(true));
        });
        promises(
                services,
                (service, section) -> new ServiceContainers(section, info, images, why(service, unread), files, secrecy)
                        .recordPromises(services.getOrDefault(service, List.of())),
                recorder);
        gaps.forEach((service, kind) -> {
            index.uncovered(
                    service.equals("*") ? "service[*]/**" : observed(service).text(), kind);
            if (!service.equals("*")) {
                recorder.section(service).uncovered("**", kind);
            }
        });
    }

    private static Optional<Kind> why(String service, SortedMap<String, Kind> unread) {
        return Optional.ofNullable(unread.get(service)).or(() -> Optional.ofNullable(unread.get("*")));
    }

    private interface Look {
        void at(String service, SectionRecorder section);
    }

    /** Files of a project are anybody's: what those of one service take too long for, or fail at, is told of that service alone. */
    private static void promises(SortedMap<String, List<EngineContainer>> services, Look look, Recorder recorder)
            throws InterruptedException {
        Portions portions = new Portions("container", recorder.time().toMillis() / 2);
        List<String> begun = new ArrayList<>();
        for (Map.Entry<String, List<EngineContainer>> service : services.entrySet()) {
            if (service.getValue().stream()
                    .anyMatch(each -> ComposePlace.named(each).isPresent())) {
                begun.add(service.getKey());
                portions.start(service.getKey(), section -> look.at(service.getKey(), section));
            }
        }
        List<Boolean> done = portions.finish();
        for (int i = 0; i < begun.size(); i++) {
            SectionRecorder section = recorder.section(begun.get(i));
            if (done.get(i) && portions.get(i).failure().isEmpty()) {
                portions.get(i).handTo(section);
            } else {
                Kind kind = done.get(i) ? Kind.UNREADABLE : Kind.TIMED_OUT;
                section.uncovered(ComposeProject.DECLARED.text() + "/**", kind);
                services.getOrDefault(begun.get(i), List.of()).stream()
                        .flatMap(each -> ComposePlace.named(each).stream().flatMap(List::stream))
                        .forEach(file -> section.uncovered(
                                ComposeProject.DECLARED
                                        .child("file", file)
                                        .child("read")
                                        .text(),
                                kind));
            }
        }
    }

    private static FactPath observed(String service) {
        return FactPath.of("service", service).child("observed");
    }

    private static SortedMap<String, List<EngineContainer>> byService(List<EngineContainer> containers) {
        SortedMap<String, List<EngineContainer>> byService = new TreeMap<>();
        for (EngineContainer container : containers) {
            if (!container.passing()) {
                byService
                        .computeIfAbsent(container.service(), each -> new ArrayList<>())
                        .add(container);
            }
        }
        return byService;
    }

    private static Outcome outcome(Kind kind) {
        return switch (kind) {
            case ABSENT -> Outcome.NOT_APPLICABLE;
            case DENIED -> Outcome.REFUSED;
            case TIMED_OUT -> Outcome.TIMED_OUT;
            default -> Outcome.FAILED;
        };
    }
}

package dev.leeway.agent.probe.image;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.ContainerEngine.About;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.ImageName;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The images that containers of services use, one section a service. */
public final class ImageProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("image", 1, false, true);

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        ContainerEngine engine = host.engine();
        if (!host.hasSystem()) {
            // Of a file nothing follows for what lies on hosts.
            index.uncovered("**", Kind.NOT_LIVE);
        }
        List<EngineImage> images;
        List<EngineContainer> containers;
        SortedMap<String, Kind> gaps;
        try {
            images = engine.images();
            containers = engine.containers();
            gaps = engine.gaps(About.IMAGES);
        } catch (HostAccessException e) {
            index.end(outcome(e.kind()), String.valueOf(e.getMessage()));
            return;
        }
        for (EngineImage image : images) {
            for (String tag : image.tags()) {
                ImageName name = ImageName.of(tag);
                name.tag()
                        .ifPresent(each -> index.fact(
                                FactPath.of("repository", name.repository()).child("tag", each),
                                Observed.text(image.id())));
            }
            for (String subject : image.subjects()) {
                new ImageFacts(recorder.section(subject), images).record(image, references(containers, subject, image));
            }
        }
        gaps.forEach((subject, kind) -> {
            if (subject.equals("*")) {
                index.uncovered("**", kind);
            } else {
                recorder.section(subject).uncovered("**", kind);
            }
        });
    }

    /** Under which names the containers of a service asked for it; all its tags where nobody did. */
    private static SortedSet<String> references(List<EngineContainer> containers, String subject, EngineImage image) {
        SortedSet<String> references = new TreeSet<>();
        for (EngineContainer container : containers) {
            if (container.service().equals(subject) && container.imageId().equals(image.id())) {
                references.add(container.imageReference());
            }
        }
        return references.isEmpty() ? image.tags() : references;
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

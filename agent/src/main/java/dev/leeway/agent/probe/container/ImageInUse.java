package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;

/** The image a container was made from, held against what its tag stands for by now. */
final class ImageInUse {
    private static final FactPath IMAGE = FactPath.of("image");

    private final SectionRecorder section;
    private final List<EngineImage> images;
    private final Optional<Kind> unread;

    /** @param unread why some image could not be read; empty where all were */
    ImageInUse(SectionRecorder section, List<EngineImage> images, Optional<Kind> unread) {
        this.section = section;
        this.images = images;
        this.unread = unread;
    }

    void record(EngineContainer container) {
        if (container.imageId().isEmpty()) {
            return;
        }
        section.fact(IMAGE.child("digest"), Observed.text(container.imageId()));
        Optional<EngineImage> tagged = tagged(container.imageReference());
        if (tagged.isEmpty() && movable(container.imageReference())) {
            unread.ifPresent(kind -> {
                section.uncovered(IMAGE.child("tag-digest").text(), kind);
                section.uncovered(IMAGE.child("tag-moved").text(), kind);
            });
        }
        tagged.ifPresent(image -> {
            section.fact(IMAGE.child("tag-digest"), Observed.text(image.id()));
            if (!image.id().equals(container.imageId())) {
                section.fact(IMAGE.child("tag-moved"), Observed.flag(true));
            }
        });
    }

    /** The image that the tag a container asks for stands for now; a digest or an id never moves. */
    private Optional<EngineImage> tagged(String reference) {
        if (!movable(reference)) {
            return Optional.empty();
        }
        boolean tagged = reference.substring(reference.lastIndexOf('/') + 1).indexOf(':') >= 0;
        String full = tagged ? reference : reference + ":latest";
        return images.stream()
                .filter(image -> image.tags().stream().anyMatch(tag -> same(tag, full)))
                .findFirst();
    }

    private static boolean movable(String reference) {
        return !reference.isEmpty() && reference.indexOf('@') < 0 && !reference.startsWith("sha256:");
    }

    /** Podman writes names out in full. */
    private static boolean same(String tag, String reference) {
        return tag.equals(reference)
                || tag.equals("docker.io/" + reference)
                || tag.equals("docker.io/library/" + reference)
                || tag.equals("localhost/" + reference);
    }
}

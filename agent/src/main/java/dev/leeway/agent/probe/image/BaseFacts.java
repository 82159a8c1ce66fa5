package dev.leeway.agent.probe.image;

import dev.leeway.agent.spi.ConfigFacts;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an image was built upon: as its labels say, and as other images on the host show whose layers it begins with. */
final class BaseFacts {
    private static final String NAME = "org.opencontainers.image.base.name";
    private static final String DIGEST = "org.opencontainers.image.base.digest";
    private static final FactPath BASE = FactPath.of("base");

    private final SectionRecorder section;
    private final List<EngineImage> images;

    BaseFacts(SectionRecorder section, List<EngineImage> images) {
        this.section = section;
        this.images = images;
    }

    void record(EngineImage image) {
        Map<String, String> labels = image.config().labels();
        if (labels.containsKey(NAME)) {
            section.fact(BASE.child("name"), ConfigFacts.label(NAME, String.valueOf(labels.get(NAME))));
        }
        if (labels.containsKey(DIGEST)) {
            section.fact(BASE.child("digest"), ConfigFacts.label(DIGEST, String.valueOf(labels.get(DIGEST))));
        }
        found(image)
                .ifPresent(other -> section.fact(
                        BASE.child("found"), Observed.text(other.tags().first())));
    }

    /** The image it was built upon, as its layers tell; empty where that is not on the host. */
    Optional<EngineImage> found(EngineImage image) {
        return images.stream()
                .filter(other -> !other.tags().isEmpty() && isBeneath(other.layers(), image.layers()))
                .max(Comparator.comparingInt(
                                (EngineImage other) -> other.layers().size())
                        .thenComparing(EngineImage::id));
    }

    private static boolean isBeneath(List<String> lower, List<String> all) {
        return !lower.isEmpty()
                && lower.size() < all.size()
                && all.subList(0, lower.size()).equals(lower);
    }
}

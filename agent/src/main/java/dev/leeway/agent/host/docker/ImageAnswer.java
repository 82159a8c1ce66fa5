package dev.leeway.agent.host.docker;

import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineImage.Step;
import dev.leeway.agent.spi.EnginePlatform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One image, from an engine's answers to {@code /images/ID/json} and {@code /images/ID/history}. */
final class ImageAnswer {
    private static final String NO_NAME = "<none>";

    private ImageAnswer() {}

    /** The image; empty when the answer tells of none. */
    static Optional<EngineImage> read(Fields answer, SortedSet<String> subjects, List<Step> history) {
        OptionalLong size = answer.set("Size");
        return answer.text("Id")
                .map(id -> new EngineImage(
                        subjects,
                        withAlgorithm(id),
                        named(answer.texts("RepoTags")),
                        named(answer.texts("RepoDigests")),
                        new EnginePlatform(answer.text("Os"), answer.text("Architecture"), answer.text("Variant")),
                        size.isPresent() ? Optional.of(size.getAsLong()) : Optional.empty(),
                        answer.texts("RootFS", "Layers"),
                        ConfigAnswer.read(answer.at("Config")),
                        history));
    }

    /** Podman writes ids without the name of the digest. */
    static String withAlgorithm(String id) {
        return id.matches("[0-9a-f]{64}") ? "sha256:" + id : id;
    }

    private static SortedSet<String> named(List<String> names) {
        return names.stream().filter(name -> !name.contains(NO_NAME)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Engines tell the newest step first, and which made no layer by its size alone. */
    static List<Step> history(Fields answer) {
        List<Step> steps = new ArrayList<>();
        for (Fields step : answer.items()) {
            steps.add(
                    0,
                    new Step(
                            step.text("CreatedBy").orElse(""),
                            step.number("Size").orElse(0) == 0));
        }
        Collections.reverse(steps);
        return steps;
    }
}

package dev.leeway.agent.host.image;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.ImageConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The configuration of an image as it lies in a file. */
final class ConfigDocument {
    private final JsonNode document;

    ConfigDocument(JsonNode document) {
        this.document = document;
    }

    JsonNode document() {
        return document;
    }

    /** Sums of the layers unpacked, lowest first. */
    List<String> layers() {
        return Manifests.texts(document.at("rootfs", "diff_ids"));
    }

    List<EngineImage.Step> history() {
        List<EngineImage.Step> steps = new ArrayList<>();
        if (document.at("history").orElse(null) instanceof JsonNode.Elements all) {
            for (JsonNode step : all.elements()) {
                boolean empty = step.at("empty_layer").equals(Optional.of(new JsonNode.Literal("true")));
                steps.add(new EngineImage.Step(step.textAt("created_by").orElse(""), empty));
            }
        }
        return steps;
    }

    ImageConfig config() {
        return new ImageConfig(
                text("User"),
                text("WorkingDir"),
                texts("Entrypoint"),
                texts("Cmd"),
                variables(),
                labels(),
                names("ExposedPorts"),
                names("Volumes"),
                document.at("config", "Healthcheck").flatMap(ConfigDocument::check),
                Optional.of(text("StopSignal")).filter(signal -> !signal.isEmpty()),
                texts("Shell"));
    }

    private String text(String name) {
        return document.textAt("config", name).orElse("");
    }

    private List<String> texts(String name) {
        return Manifests.texts(document.at("config", name));
    }

    private SortedMap<String, String> variables() {
        SortedMap<String, String> variables = new TreeMap<>();
        for (String entry : texts("Env")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }

    private SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        if (document.at("config", "Labels").orElse(null) instanceof JsonNode.Members all) {
            all.members().forEach((name, value) -> {
                if (value instanceof JsonNode.Text text) {
                    labels.put(name, text.text());
                }
            });
        }
        return labels;
    }

    private SortedSet<String> names(String name) {
        return document.at("config", name).orElse(null) instanceof JsonNode.Members all
                ? new TreeSet<>(all.members().keySet())
                : new TreeSet<>();
    }

    private static Optional<ImageConfig.HealthCheck> check(JsonNode node) {
        List<String> test = Manifests.texts(node.at("Test"));
        return test.isEmpty()
                ? Optional.empty()
                : Optional.of(new ImageConfig.HealthCheck(
                        test,
                        duration(node, "Interval"),
                        duration(node, "Timeout"),
                        duration(node, "StartPeriod"),
                        (int) number(node, "Retries")));
    }

    private static Optional<Duration> duration(JsonNode node, String name) {
        long nanos = number(node, name);
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    private static long number(JsonNode node, String name) {
        String text = node.at(name)
                .filter(JsonNode.Literal.class::isInstance)
                .map(literal -> ((JsonNode.Literal) literal).text())
                .orElse("");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}

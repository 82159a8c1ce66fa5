package dev.leeway.agent.probe.container;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.engine.DockerEngine;
import dev.leeway.schema.fact.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What Docker's own client says of a container, path by path, by templates of its own: nothing here goes the way that the agent goes.
 */
final class Inspected {
    private static final String SEPARATOR = "\u001f";

    private final Map<String, String> templates = new LinkedHashMap<>();

    /** What is expected at {@code path}, as {@code docker inspect --format} writes it. */
    Inspected at(String path, String template) {
        templates.put(path, template);
        return this;
    }

    /** A set, of which each member stands before a bar. */
    Inspected set(String path, String template) {
        templates.put(path, "|" + template);
        return this;
    }

    /** What the client says, by path; sets sorted and joined as a person reads them. */
    Map<String, String> of(DockerEngine docker, String kind, String name) throws IOException, InterruptedException {
        String format = String.join(
                SEPARATOR, templates.values().stream().map(Inspected::plain).toList());
        String[] answers =
                docker.docker(kind, "inspect", "--format", format, name).strip().split(SEPARATOR, -1);
        Map<String, String> said = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, String> each : templates.entrySet()) {
            String answer = answers[number++].strip();
            said.put(each.getKey(), each.getValue().startsWith("|") ? joined(answer) : answer);
        }
        return said;
    }

    private static String plain(String template) {
        return template.startsWith("|") ? template.substring(1) : template;
    }

    private static String joined(String answer) {
        List<String> members = Stream.of(requireNonNull(answer, "answer").split("\\|"))
                .filter(each -> !each.isEmpty())
                .toList();
        return Value.SetOf.texts(new TreeSet<>(members)).display();
    }
}

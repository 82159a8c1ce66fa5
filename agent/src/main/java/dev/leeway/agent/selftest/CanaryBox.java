package dev.leeway.agent.selftest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a made-up container or image holds: how it is started, what it says of itself, and its files. */
final class CanaryBox {
    /** The directory it works in. */
    static final String DIRECTORY = "/opt/box";

    private final SortedMap<String, String> variables = new TreeMap<>();
    private final SortedMap<String, String> labels = new TreeMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private final List<String> health = new ArrayList<>();
    private final SortedMap<String, ByteArrayOutputStream> files = new TreeMap<>();
    private boolean planted;
    private int next;

    /** Whether anything was planted in it. */
    boolean planted() {
        return planted;
    }

    /** A number for the next planting. */
    int next() {
        planted = true;
        return next++;
    }

    CanaryBox variable(String name, String value) {
        variables.put(name + next(), value);
        return this;
    }

    CanaryBox label(String name, String value) {
        labels.put(name + next(), value);
        return this;
    }

    CanaryBox argument(String text) {
        next();
        arguments.add(text);
        return this;
    }

    CanaryBox history(String text) {
        next();
        history.add(text);
        return this;
    }

    CanaryBox health(String text) {
        next();
        health.clear();
        health.add(text);
        return this;
    }

    /** Adds to a file. */
    CanaryBox file(String path, byte[] content) {
        next();
        files.computeIfAbsent(path, unused -> new ByteArrayOutputStream()).writeBytes(content);
        return this;
    }

    CanaryBox file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its files by absolute path, the program that it starts among them. */
    SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> all = new TreeMap<>();
        all.put("/usr/bin/python3", new byte[0]);
        all.put(DIRECTORY + "/box.py", new byte[0]);
        files.forEach((path, content) -> all.put(path, content.toByteArray()));
        return all;
    }

    /** Its steps, as engines tell them. */
    List<String> history() {
        return List.copyOf(history);
    }

    /** What it is started with, as engines write it. */
    String config() {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", DIRECTORY + "/box.py"));
        command.addAll(arguments);
        return "{\"Image\":\"box:1\",\"WorkingDir\":" + quoted(DIRECTORY) + ",\"Cmd\":" + list(command) + ",\"Env\":"
                + list(variables.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList())
                + ",\"Labels\":{"
                + labels.entrySet().stream()
                        .map(each -> quoted(each.getKey()) + ":" + quoted(each.getValue()))
                        .collect(Collectors.joining(","))
                + "}"
                + (health.isEmpty() ? "" : ",\"Healthcheck\":{\"Test\":[\"CMD-SHELL\"," + quoted(health.get(0)) + "]}")
                + "}";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(CanaryBox::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    /** A text as JSON has it. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}

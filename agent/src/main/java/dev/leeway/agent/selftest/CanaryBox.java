package dev.leeway.agent.selftest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final SortedMap<String, String> given = new TreeMap<>();
    private final SortedMap<String, String> givenLabels = new TreeMap<>();
    private final SortedSet<String> projectFiles = new TreeSet<>();
    private final SortedSet<String> names = new TreeSet<>();
    private String reference = "box:1";
    private String limits = "";
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

    /** Gives the container a variable that its image has not. */
    CanaryBox given(String name, String value) {
        given.put(name, value);
        return this;
    }

    /** Says that the container was made from that image. */
    CanaryBox madeFrom(String image) {
        reference = image;
        return this;
    }

    /** Adds a published port and a limit of memory, both numbers. */
    CanaryBox limited(String port, String memory) {
        limits = ",\"HostConfig\":{\"PortBindings\":{\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":" + quoted(port)
                + "}]},\"Memory\":" + memory + "}";
        return this;
    }

    /** Gives the container a label that its image has not. */
    CanaryBox labelled(String name, String value) {
        givenLabels.put(name, value);
        return this;
    }

    /** Whether it was made of that file, or something was called by that name. */
    boolean named(String name) {
        return projectFiles.contains(name) || names.contains(name);
    }

    /** Calls something by that name. */
    void name(String name) {
        names.add(name);
    }

    /** Says that the container was made of that file of Compose, among others. */
    CanaryBox madeOf(String file) {
        next();
        projectFiles.add(file);
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

    /** What the container was made with beyond its image, as engines write it. */
    String container() {
        SortedMap<String, String> allVariables = new TreeMap<>(variables);
        allVariables.putAll(given);
        SortedMap<String, String> allLabels = new TreeMap<>(labels);
        allLabels.putAll(givenLabels);
        if (!projectFiles.isEmpty()) {
            allLabels.put("com.docker.compose.project", "canary");
            allLabels.put("com.docker.compose.service", "shop-box");
            allLabels.put("com.docker.compose.project.working_dir", ComposeSpots.DIRECTORY);
            allLabels.put("com.docker.compose.project.config_files", String.join(",", projectFiles));
        }
        return config(reference, allVariables, allLabels) + limits;
    }

    /** What it is started with, as engines write it. */
    String config() {
        return config("box:1", variables, labels);
    }

    private String config(String image, SortedMap<String, String> variables, SortedMap<String, String> labels) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", DIRECTORY + "/box.py"));
        command.addAll(arguments);
        return "{\"Image\":" + quoted(image) + ",\"WorkingDir\":" + quoted(DIRECTORY) + ",\"Cmd\":" + list(command)
                + ",\"Env\":"
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

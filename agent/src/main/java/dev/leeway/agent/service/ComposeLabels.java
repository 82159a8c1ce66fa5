package dev.leeway.agent.service;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels that Compose gives to the containers it makes, which an image of such a container hands on to whatever is made of it. */
public final class ComposeLabels {
    private static final String COMPOSE = "com.docker.compose.";

    private ComposeLabels() {}

    /**
     * The labels of a container without those of Compose, where all of these are its image's: Compose gives each container some that no image
     * has, also where it built the image itself and labelled it.
     */
    public static SortedMap<String, String> own(Map<String, String> container, Map<String, String> image) {
        SortedMap<String, String> own = new TreeMap<>(container);
        boolean inherited = container.entrySet().stream()
                .filter(label -> label.getKey().startsWith(COMPOSE))
                .allMatch(label -> label.getValue().equals(image.get(label.getKey())));
        if (inherited) {
            own.keySet().removeIf(name -> name.startsWith(COMPOSE));
        }
        return own;
    }

    /** Whether there is any of Compose among them. */
    public static boolean any(Map<String, String> labels) {
        return labels.keySet().stream().anyMatch(name -> name.startsWith(COMPOSE));
    }
}

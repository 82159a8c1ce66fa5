package dev.leeway.agent.probe.container;

import java.util.List;

/** Names of images as engines write them out, and as people write them. */
final class ImageName {
    private static final List<String> UNSAID = List.of("docker.io/library/", "docker.io/", "localhost/");

    private ImageName() {}

    /** The name without the registry that engines add, with the tag that goes without saying. */
    static String of(String reference) {
        String name = UNSAID.stream()
                .filter(reference::startsWith)
                .findFirst()
                .map(prefix -> reference.substring(prefix.length()))
                .orElse(reference);
        boolean said = name.indexOf('@') >= 0
                || name.substring(name.lastIndexOf('/') + 1).indexOf(':') >= 0;
        return said ? name : name + ":latest";
    }
}

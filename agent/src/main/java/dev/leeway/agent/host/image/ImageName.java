package dev.leeway.agent.host.image;

import java.util.regex.Pattern;

/** Names of images as people write them. */
final class ImageName {
    private static final Pattern USUAL = Pattern.compile("^(?:index\\.)?docker\\.io/(?:library/)?");

    private ImageName() {}

    /** The name in full, but for the registry and the directory that are meant when none is named: {@code shop-web:latest}. */
    static String full(String written) {
        String name = USUAL.matcher(written).replaceFirst("");
        boolean exact = name.indexOf('@') >= 0 || name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
        return exact ? name : name + ":latest";
    }

    /** The name without tag and digest. */
    static String repository(String name) {
        String named = name.split("@", 2)[0];
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        return colon < 0 ? named : named.substring(0, colon);
    }

    /** The last name of the repository: {@code shop-web} of {@code registry.example/team/shop-web:1.2}. */
    static String last(String name) {
        String repository = repository(name);
        return repository.substring(repository.lastIndexOf('/') + 1);
    }
}

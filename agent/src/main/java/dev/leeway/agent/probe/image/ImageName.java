package dev.leeway.agent.probe.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name of an image taken apart.
 *
 * @param repository {@code registry.example/team/shop-web}; empty when it is an id
 * @param tag {@code 1.2}; {@code latest} where none is given; empty beside a digest
 */
record ImageName(String repository, Optional<String> tag) {
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");

    static ImageName of(String reference) {
        if (ID.matcher(reference).matches()) {
            return new ImageName("", Optional.empty());
        }
        int at = reference.indexOf('@');
        String name = at < 0 ? reference : reference.substring(0, at);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        String repository = plain(colon < 0 ? name : name.substring(0, colon));
        if (colon >= 0) {
            return new ImageName(repository, Optional.of(name.substring(colon + 1)));
        }
        return new ImageName(repository, at < 0 ? Optional.of("latest") : Optional.empty());
    }

    /** Engines differ in whether they write out where names lead that say nothing of it. */
    private static String plain(String repository) {
        for (String standard : new String[] {"docker.io/library/", "docker.io/", "index.docker.io/", "localhost/"}) {
            if (repository.startsWith(standard)) {
                return repository.substring(standard.length());
            }
        }
        return repository;
    }
}

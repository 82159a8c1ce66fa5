package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name of an image taken apart.
 *
 * @param repository {@code registry.example/team/shop-web}; empty when it is an id
 * @param tag {@code 1.2}; {@code latest} where none is given; empty beside a digest
 * @param digest {@code sha256:...}; empty where none is given
 */
public record ImageName(String repository, Optional<String> tag, Optional<String> digest) {
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");

    /** Everything a registry and the names in it may be written with, and nothing that people log in with. */
    private static final Pattern PLAIN = Pattern.compile("(?:[A-Za-z0-9.-]{1,253}:[0-9]{1,5}/)?[A-Za-z0-9._/-]{1,300}");

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Engines differ in whether they write out where names lead that say nothing of it. */
    private static final Pattern USUAL = Pattern.compile("^(?:(?:index\\.)?docker\\.io/(?:library/)?|localhost/)");

    public ImageName {
        requireNonNull(repository, "repository is null");
        requireNonNull(tag, "tag is null");
        requireNonNull(digest, "digest is null");
    }

    /** The whole name, where it is one that holds nothing but names. */
    public Optional<String> plain() {
        boolean plain = PLAIN.matcher(repository).matches()
                && tag.stream().allMatch(each -> TAG.matcher(each).matches())
                && digest.stream().allMatch(each -> DIGEST.matcher(each).matches());
        return plain ? Optional.of(full()) : Optional.empty();
    }

    /** All of it in one text, but for the registry and the directory that are meant when none is named; empty when it is an id. */
    public String full() {
        return repository
                + tag.map(each -> ":" + each).orElse("")
                + digest.map(each -> "@" + each).orElse("");
    }

    /** The last name of the repository: {@code shop-web} of {@code registry.example/team/shop-web:1.2}. */
    public String last() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    /** Takes {@code reference} apart. */
    public static ImageName of(String reference) {
        if (ID.matcher(reference).matches()) {
            return new ImageName("", Optional.empty(), Optional.empty());
        }
        int at = reference.indexOf('@');
        String name = at < 0 ? reference : reference.substring(0, at);
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1));
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        String repository =
                USUAL.matcher(colon < 0 ? name : name.substring(0, colon)).replaceFirst("");
        if (colon >= 0) {
            return new ImageName(repository, Optional.of(name.substring(colon + 1)), digest);
        }
        return new ImageName(repository, at < 0 ? Optional.of("latest") : Optional.empty(), digest);
    }
}

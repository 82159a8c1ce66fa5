package dev.leeway.agent.probe.dependency.manifest;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of files as they stay from one release to the next: without versions and without what builds make of content. */
final class StableName {
    /** Possessive, for what may be tried again takes stack for each part, and a name may be made to have very many. */
    private static final String VERSION =
            "v?\\d+(?:\\.\\d++)++(?:[-.](?:SNAPSHOT|RELEASE|FINAL|Final|GA|M\\d+|RC\\d+|rc\\.?\\d+|alpha\\d*|beta\\d*))?";

    private static final Pattern VERSIONED = Pattern.compile("(?<=[^/])[-_]" + VERSION + "(?=[-_./]|$)");
    private static final Pattern ONLY_VERSION = Pattern.compile(VERSION);
    private static final int SHORT = 8;
    private static final Pattern WORD =
            Pattern.compile("(?:[A-Z]?[a-z]{1,24}|[A-Z]{1,24}|[A-Z]?[a-z]{1,16}(?:[A-Z][a-z]{1,16}){1,4})\\d{0,3}");

    private static final Pattern RELEASE = Pattern.compile("(?<=^|/)releases/(?:\\d{8,17}|[0-9a-f]{7,64})(?=/|$)");
    /** {@code main.3f2a1b9c.js}: hexadecimal digits with at least one figure and one letter. */
    private static final Pattern HEXADECIMAL = Pattern.compile(
            "(?<=[^/][.-])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}(?=[.](?:[a-z0-9]+)(?:[.][a-z0-9]+)?$)");
    /** {@code index-BxT3kd9a.js}: as other bundlers write it. */
    private static final Pattern MIXED = Pattern.compile(
            "(?<=[^/][.-])(?=[\\w]*[0-9])(?=[\\w]*[A-Z])(?=[\\w]*[a-z])\\w{8,10}(?=[.](?:js|css|mjs|woff2?|png|svg|map)(?:[.]map)?$)");

    private StableName() {}

    /** {@code path}, relative, without them. */
    static String of(String path) {
        String stable = RELEASE.matcher(path).replaceAll("releases/{release}");
        StringBuilder all = new StringBuilder(stable.length());
        for (String segment : stable.split("/", -1)) {
            all.append(all.length() == 0 && !stable.startsWith("/") ? "" : "/").append(segment(segment));
        }
        return all.toString();
    }

    private static String segment(String segment) {
        if (ONLY_VERSION.matcher(segment).matches()) {
            return "{version}";
        }
        String stable = VERSIONED.matcher(segment).replaceAll("");
        stable = HEXADECIMAL.matcher(stable).replaceAll("{hash}");
        stable = MIXED.matcher(stable).replaceAll("{hash}");
        // What is left of a key without a part of it would no longer show what it is.
        return stable.equals(segment) || isOfWords(stable) ? stable : segment;
    }

    private static boolean isOfWords(String name) {
        return Stream.of(name.split("[^A-Za-z0-9]+"))
                .allMatch(word -> word.length() <= SHORT || WORD.matcher(word).matches());
    }
}

package dev.leeway.collector.sbom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package URL: {@code pkg:maven/org.slf4j/slf4j-api@2.0.17?type=jar}.
 *
 * <p>Names keep their letters as written, where the published rules would make some small: agents tell the names of Go
 * modules as the compiler does, and tools write them so. Of qualifiers only those are kept that say which package is meant;
 * addresses of repositories can carry credentials and are never looked at.
 *
 * @param type such as {@code maven}, in small letters
 * @param namespace decoded, parts joined by {@code /}
 * @param name decoded
 * @param version decoded
 * @param qualifiers {@code classifier}, {@code type}, {@code arch}, {@code epoch}, {@code distro}
 */
record PackageUrl(
        String type,
        Optional<String> namespace,
        String name,
        Optional<String> version,
        SortedMap<String, String> qualifiers) {
    private static final List<String> TELLING = List.of("arch", "classifier", "distro", "epoch", "type");
    private static final String PLAIN = "-._~:";

    PackageUrl {
        qualifiers = Collections.unmodifiableSortedMap(new TreeMap<>(qualifiers));
    }

    /** The package that {@code text} names, empty where it is no package URL. */
    static Optional<PackageUrl> parse(String text) {
        int hash = text.indexOf('#');
        String rest = hash < 0 ? text : text.substring(0, hash);
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        if (!rest.regionMatches(true, 0, "pkg:", 0, 4)) {
            return Optional.empty();
        }
        int from = 4;
        while (from < rest.length() && rest.charAt(from) == '/') {
            from++;
        }
        int slash = rest.indexOf('/', from);
        if (slash <= from) {
            return Optional.empty();
        }
        String type = rest.substring(from, slash).toLowerCase(Locale.ROOT);
        String path = rest.substring(slash + 1);
        // The name of a scoped package may begin with the sign that elsewhere begins the version.
        int at = path.lastIndexOf('@');
        boolean versioned = at > 0 && path.charAt(at - 1) != '/';
        Optional<String> version = versioned ? decoded(path.substring(at + 1)) : Optional.empty();
        return named(type, versioned ? path.substring(0, at) : path, version, qualifiers(query));
    }

    private static Optional<PackageUrl> named(
            String type, String path, Optional<String> version, SortedMap<String, String> qualifiers) {
        String trimmed = path;
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        int last = trimmed.lastIndexOf('/');
        Optional<String> name = decoded(trimmed.substring(last + 1));
        Optional<String> namespace = last <= 0 ? Optional.empty() : decoded(trimmed.substring(0, last));
        if (name.isEmpty() || name.get().isBlank() || (last > 0 && namespace.isEmpty())) {
            return Optional.empty();
        }
        // Beyond the sign of a scope, a name with it is the address of some place, user and password included.
        if (name.get().indexOf('@') >= 0
                || namespace.filter(space -> space.indexOf('@', 1) >= 0).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new PackageUrl(type, namespace, name.get(), version.filter(known -> !known.isBlank()), qualifiers));
    }

    private static SortedMap<String, String> qualifiers(String query) {
        SortedMap<String, String> qualifiers = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? "" : pair.substring(0, equals).toLowerCase(Locale.ROOT);
            if (TELLING.contains(key)) {
                decoded(pair.substring(equals + 1))
                        .filter(value -> !value.isBlank())
                        .ifPresent(value -> qualifiers.put(key, value));
            }
        }
        return qualifiers;
    }

    /** This with {@code more} qualifiers. */
    PackageUrl with(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(qualifiers);
        all.putAll(more);
        return new PackageUrl(type, namespace, name, version, all);
    }

    /** The name with its namespace, as most ecosystems write it. */
    String path() {
        return namespace.map(space -> space + "/").orElse("") + name;
    }

    /** The package URL again: what was not understood, or may hold a secret, is not in it. */
    String text() {
        StringBuilder text = new StringBuilder("pkg:").append(type).append('/');
        namespace.ifPresent(space -> {
            for (String part : space.split("/", -1)) {
                text.append(encoded(part)).append('/');
            }
        });
        text.append(encoded(name));
        version.ifPresent(known -> text.append('@').append(encoded(known)));
        char separator = '?';
        for (var qualifier : qualifiers.entrySet()) {
            text.append(separator).append(qualifier.getKey()).append('=').append(encoded(qualifier.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || PLAIN.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
            }
        }
        return encoded.toString();
    }

    /** Decodes percent signs; empty where they are not followed by two digits, or do not give UTF-8. */
    private static Optional<String> decoded(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = 0;
        for (int sign = text.indexOf('%'); sign >= 0; sign = text.indexOf('%', next)) {
            int high = sign + 2 < text.length() ? Character.digit(text.charAt(sign + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(sign + 2), 16);
            if (low < 0) {
                return Optional.empty();
            }
            bytes.writeBytes(text.substring(next, sign).getBytes(StandardCharsets.UTF_8));
            bytes.write((high << 4) | low);
            next = sign + 3;
        }
        bytes.writeBytes(text.substring(next).getBytes(StandardCharsets.UTF_8));
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

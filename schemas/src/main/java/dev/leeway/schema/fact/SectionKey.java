package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a section: a probe and, unless it speaks of the host itself, a subject.
 *
 * <p>Text form {@code os} or {@code env[shop-web]}; the subject is kept raw here and percent-encoded in the text form.
 *
 * @param probe lower-case probe name, {@code [a-z][a-z0-9-]*}
 * @param subject the service, application, database, container or image the facts are about; empty for the host
 */
public record SectionKey(String probe, Optional<String> subject) implements Comparable<SectionKey> {
    private static final Pattern PROBE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public SectionKey {
        requireNonNull(probe, "probe is null");
        requireNonNull(subject, "subject is null");
        if (!PROBE.matcher(probe).matches()) {
            throw new IllegalArgumentException(
                    "'" + probe + "' is not a probe name: use lower-case letters, digits, '-'");
        }
        if (subject.isPresent() && subject.get().isEmpty()) {
            throw new IllegalArgumentException("empty subject for probe '" + probe + "'");
        }
    }

    /** The section of {@code probe} about the host itself. */
    public static SectionKey of(String probe) {
        return new SectionKey(probe, Optional.empty());
    }

    /** The section of {@code probe} about one named subject. */
    public static SectionKey of(String probe, String subject) {
        return new SectionKey(probe, Optional.of(subject));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException naming the text when it is not a section key
     */
    public static SectionKey parse(String text) {
        int open = text.indexOf('[');
        if (open < 0) {
            return of(text);
        }
        if (!text.endsWith("]")
                || text.indexOf('/') >= 0
                || text.indexOf('[', open + 1) >= 0
                || text.indexOf(']') != text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is not a section: expected probe or probe[subject]");
        }
        return of(text.substring(0, open), AddressText.decode(text.substring(open + 1, text.length() - 1)));
    }

    /** The text form, with the subject percent-encoded. */
    public String text() {
        return subject.isPresent() ? probe + "[" + AddressText.encode(subject.get()) + "]" : probe;
    }

    /** Written out for the reason {@link Value} gives. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SectionKey that && probe.equals(that.probe) && subject.equals(that.subject);
    }

    @Override
    public int hashCode() {
        return 31 * probe.hashCode() + subject.hashCode();
    }

    @Override
    public int compareTo(SectionKey other) {
        return probe.equals(other.probe) && subject.isPresent() && other.subject.isPresent()
                ? compareSubjects(AddressText.encode(subject.get()), AddressText.encode(other.subject.get()))
                : text().compareTo(other.text());
    }

    /** As their text forms compare, the bracket that ends them included, without building those: sorting asks for it often. */
    private static int compareSubjects(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return one.charAt(i) - other.charAt(i);
            }
        }
        if (one.length() == other.length()) {
            return 0;
        }
        return one.length() < other.length() ? ']' - other.charAt(common) : one.charAt(common) - ']';
    }

    @Override
    public String toString() {
        return text();
    }
}

package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

/**
 * The full name of a fact, the same on every host: {@code env[shop-web]/LOG_LEVEL}.
 *
 * @param section which probe speaks about which subject
 * @param path where the fact lies in that section
 */
public record Address(SectionKey section, FactPath path) implements Comparable<Address> {
    public Address {
        requireNonNull(section, "section is null");
        requireNonNull(path, "path is null");
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException naming the text when it is not an address of a fact
     */
    public static Address parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' names a section, not a fact: expected probe[subject]/path");
        }
        return new Address(SectionKey.parse(text.substring(0, slash)), FactPath.parse(text.substring(slash + 1)));
    }

    /** The text form, percent-encoded. */
    public String text() {
        return section.text() + "/" + path.text();
    }

    /** Written out for the reason {@link Value} gives. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && section.equals(that.section) && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return 31 * section.hashCode() + path.hashCode();
    }

    @Override
    public int compareTo(Address other) {
        return section.equals(other.section)
                ? path.text().compareTo(other.path.text())
                : text().compareTo(other.text());
    }

    @Override
    public String toString() {
        return text();
    }
}

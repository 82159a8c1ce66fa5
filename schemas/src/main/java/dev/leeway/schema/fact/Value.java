package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What a fact says. Two values are the same exactly when they are equal as records, secrets apart: their equality is
 * told by tags, never by {@code equals}.
 *
 * <p>Equality is written out, though it is what records have of themselves: theirs is linked at first use, which takes
 * a tenth of a whole comparison.
 */
public sealed interface Value {
    /** Which of the closed family this is, for exhaustive {@code switch} expressions. */
    Kind kind();

    /** The kinds of value. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        VERSION,
        SIZE,
        DURATION,
        SET,
        LIST,
        SECRET,
        WITHHELD
    }

    /** This value as a reader of reports may see it: without secret tags, those of members included. */
    default Value withoutTags() {
        return this;
    }

    /** A short text for people, the same on every machine; no escaping for any sink, and never a tag. */
    String display();

    /** Text as it was found; no Unicode normalisation. */
    record Text(String text) implements Value {
        public Text {
            requireNonNull(text, "text is null");
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String display() {
            return text;
        }
    }

    /** A number without unit; trailing zeros carry no meaning. */
    record Numeric(BigDecimal number) implements Value {
        /** Beyond this many digits or this far an exponent a number is text: it could not be computed with safely. */
        private static final int MAX_DIGITS = 100;

        public Numeric {
            requireNonNull(number, "number is null");
            if (number.precision() <= 2 * MAX_DIGITS) {
                number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            }
            if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
                throw new IllegalArgumentException("number with more than " + MAX_DIGITS + " digits");
            }
        }

        /** The number for a whole value. */
        public static Numeric of(long number) {
            return new Numeric(BigDecimal.valueOf(number));
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numeric that && number.equals(that.number);
        }

        @Override
        public int hashCode() {
            return number.hashCode();
        }

        @Override
        public String display() {
            return number.toPlainString();
        }
    }

    /** Yes or no. */
    record Flag(boolean set) implements Value {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Flag that && set == that.set;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(set);
        }

        @Override
        public String display() {
            return Boolean.toString(set);
        }
    }

    /** A version with the scheme that orders it. */
    record Version(String version, VersionScheme scheme) implements Value {
        public Version {
            requireNonNull(version, "version is null");
            requireNonNull(scheme, "scheme is null");
        }

        @Override
        public Kind kind() {
            return Kind.VERSION;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Version that && version.equals(that.version) && scheme == that.scheme;
        }

        @Override
        public int hashCode() {
            return version.hashCode();
        }

        @Override
        public String display() {
            return version;
        }
    }

    /** A size in bytes; never negative. */
    record Size(long bytes) implements Value {
        public Size {
            if (bytes < 0) {
                throw new IllegalArgumentException("negative size");
            }
        }

        @Override
        public Kind kind() {
            return Kind.SIZE;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Size that && bytes == that.bytes;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(bytes);
        }

        @Override
        public String display() {
            return SizeText.of(bytes);
        }
    }

    /** A length of time. */
    record Time(Duration duration) implements Value {
        public Time {
            requireNonNull(duration, "duration is null");
        }

        @Override
        public Kind kind() {
            return Kind.DURATION;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Time that && duration.equals(that.duration);
        }

        @Override
        public int hashCode() {
            return duration.hashCode();
        }

        @Override
        public String display() {
            return duration.toString();
        }
    }

    /** Several values without order or repetition, sorted by {@link ValueOrder}; never sets inside sets. */
    record SetOf(List<Value> members) implements Value {
        public SetOf {
            members = ValueOrder.sortedDistinct(members);
        }

        /** A set of texts. */
        public static SetOf texts(Collection<String> texts) {
            return new SetOf(texts.stream().map(text -> (Value) new Text(text)).toList());
        }

        @Override
        public Kind kind() {
            return Kind.SET;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SetOf that && members.equals(that.members);
        }

        @Override
        public int hashCode() {
            return members.hashCode();
        }

        @Override
        public SetOf withoutTags() {
            return new SetOf(ValueOrder.withoutTags(members));
        }

        @Override
        public String display() {
            return ValueOrder.joined("{", members, "}");
        }
    }

    /** Several values whose order matters. */
    record ListOf(List<Value> members) implements Value {
        public ListOf {
            members = List.copyOf(members);
        }

        /** A list of texts. */
        public static ListOf texts(Collection<String> texts) {
            return new ListOf(texts.stream().map(text -> (Value) new Text(text)).toList());
        }

        @Override
        public Kind kind() {
            return Kind.LIST;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ListOf that && members.equals(that.members);
        }

        @Override
        public int hashCode() {
            return members.hashCode();
        }

        @Override
        public ListOf withoutTags() {
            return new ListOf(ValueOrder.withoutTags(members));
        }

        @Override
        public String display() {
            return ValueOrder.joined("[", members, "]");
        }
    }

    /**
     * A secret: same, different or missing can be told, and nothing else.
     *
     * @param tags sorted; one per key during rotation; empty unless {@code presence} is {@link Presence#TAGGED}. In a
     *     report the tags are gone and the presence stays.
     */
    record Secret(List<SecretTag> tags, Presence presence) implements Value {
        public Secret {
            requireNonNull(presence, "presence is null");
            tags = tags.stream().sorted().distinct().toList();
            if (!tags.isEmpty() && presence != Presence.TAGGED) {
                throw new IllegalArgumentException("tags on a secret whose presence is " + presence.text());
            }
        }

        /** A secret of which only the presence may be told. */
        public static Secret of(Presence presence) {
            return new Secret(List.of(), presence);
        }

        @Override
        public Secret withoutTags() {
            return new Secret(List.of(), presence);
        }

        @Override
        public Kind kind() {
            return Kind.SECRET;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Secret that && presence == that.presence && tags.equals(that.tags);
        }

        @Override
        public int hashCode() {
            return tags.hashCode();
        }

        @Override
        public String display() {
            return presence == Presence.TAGGED || presence == Presence.UNKEYED
                    ? "(secret)"
                    : "(secret, " + presence.text() + ")";
        }
    }

    /** A value that is there and was deliberately not carried; it compares with nothing. */
    record Withheld(String reason) implements Value {
        public Withheld {
            requireNonNull(reason, "reason is null");
        }

        @Override
        public Kind kind() {
            return Kind.WITHHELD;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Withheld that && reason.equals(that.reason);
        }

        @Override
        public int hashCode() {
            return reason.hashCode();
        }

        @Override
        public String display() {
            return "(withheld: " + reason + ")";
        }
    }
}

package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import java.util.Optional;

/** A value as a probe found it, before redaction decides what of it may leave the host. */
public sealed interface Observed {
    /** A value of a kind known to be harmless; still searched for the shapes of keys and tokens. */
    record Plain(Value value) implements Observed {
        public Plain {
            requireNonNull(value, "value is null");
        }
    }

    /**
     * A named text that may be anything, a secret included: a variable, a setting, an argument.
     *
     * @param tagClass which copies of one thing compare: {@code variable} for environment, configuration, compose and
     *     container copies of a variable; {@code argument}, {@code property}, ...
     * @param name of the variable or setting, as found
     * @param text as found
     * @param typed what the text stands for where its source knows: a number, yes or no; told in its place wherever the text itself may
     *     be told
     * @param secret stretches of the text that are known to be a secret, whatever they look like and whatever its name
     */
    record Guarded(String tagClass, String name, String text, Optional<Value> typed, List<Stretch> secret)
            implements Observed {
        public Guarded {
            requireNonNull(tagClass, "tagClass is null");
            requireNonNull(name, "name is null");
            requireNonNull(text, "text is null");
            requireNonNull(typed, "typed is null");
            secret = List.copyOf(secret);
            if (secret.stream().anyMatch(stretch -> stretch.to() > text.length())) {
                throw new IllegalArgumentException("a secret ends behind the text of " + name);
            }
        }

        /** A text that may stand for another value. */
        public Guarded(String tagClass, String name, String text, Optional<Value> typed) {
            this(tagClass, name, text, typed, List.of());
        }

        /** A text and nothing else. */
        public Guarded(String tagClass, String name, String text) {
            this(tagClass, name, text, Optional.empty());
        }

        /** A text of which some is a secret. */
        public Guarded(String tagClass, String name, String text, List<Stretch> secret) {
            this(tagClass, name, text, Optional.empty(), secret);
        }

        /** Never the text: an observed value that meets a log must not speak. */
        @Override
        public String toString() {
            return "Guarded[" + tagClass + ", " + name + "]";
        }
    }

    /**
     * A part of a text.
     *
     * @param from where it begins
     * @param to where it ends; the same place where nothing stands
     */
    record Stretch(int from, int to) {
        public Stretch {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("a stretch from " + from + " to " + to);
            }
        }

        /** Of the whole of {@code text}. */
        public static List<Stretch> whole(String text) {
            return List.of(new Stretch(0, text.length()));
        }
    }

    /** A command line or option string, taken apart by the redactor argument by argument. */
    record Arguments(List<String> arguments) implements Observed {
        public Arguments {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return "Arguments[" + arguments.size() + "]";
        }
    }

    /**
     * Bytes that may hold a secret and of which only equality may be told.
     *
     * @param tagClass which copies compare
     * @param name what they are, stable across hosts
     * @param bytes the content, not copied
     */
    record Content(String tagClass, String name, byte[] bytes) implements Observed {
        public Content {
            requireNonNull(tagClass, "tagClass is null");
            requireNonNull(name, "name is null");
            requireNonNull(bytes, "bytes is null");
        }

        @Override
        public String toString() {
            return "Content[" + tagClass + ", " + name + "]";
        }
    }

    /** A harmless text. */
    static Observed text(String text) {
        return new Plain(new Value.Text(text));
    }

    /** A number. */
    static Observed number(long number) {
        return new Plain(Value.Numeric.of(number));
    }

    /** A yes or no. */
    static Observed flag(boolean set) {
        return new Plain(new Value.Flag(set));
    }

    /** A version. */
    static Observed version(String version, VersionScheme scheme) {
        return new Plain(new Value.Version(version, scheme));
    }

    /** A size in bytes. */
    static Observed size(long bytes) {
        return new Plain(new Value.Size(bytes));
    }
}

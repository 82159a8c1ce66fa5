package dev.leeway.schema.json;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something read is not what it should be; the message names the source, the place, what is wrong and what to do.
 *
 * <p>Messages are shown to people and kept in logs, so they never repeat a value that was read.
 */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_SHOWN = 60;

    private final String source;
    private final String place;
    private final transient List<FormatException> faults;

    /**
     * A complaint about one place.
     *
     * @param source file name or another name a person knows the input by
     * @param place {@code line:column}, or those with a JSON pointer; empty where the whole is meant
     * @param problem what is wrong, in a few words
     * @param nextStep what the reader of the message should do
     */
    public FormatException(String source, String place, String problem, String nextStep) {
        super(requireNonNull(source, "source is null")
                + (place.isEmpty() ? "" : ":" + place)
                + ": "
                + requireNonNull(problem, "problem is null")
                + "; "
                + requireNonNull(nextStep, "nextStep is null"));
        this.source = source;
        this.place = place;
        this.faults = List.of(this);
    }

    private FormatException(List<FormatException> several) {
        super(several.get(0).getMessage() + " (and " + (several.size() - 1) + " more)");
        this.source = several.get(0).source();
        this.place = several.get(0).place();
        this.faults = List.copyOf(several);
    }

    /**
     * Several complaints as one, so that nobody has to find them one try at a time.
     *
     * @param faults in the order they are told in; at least one
     */
    public static FormatException together(List<FormatException> faults) {
        return faults.size() == 1 ? faults.get(0) : new FormatException(faults);
    }

    /** Every complaint in it: itself, where it is one. */
    public List<FormatException> faults() {
        return faults;
    }

    /** A complaint about one place, with what led to it. */
    public FormatException(String source, String place, String problem, String nextStep, Throwable cause) {
        this(source, place, problem, nextStep);
        initCause(cause);
    }

    /**
     * A key or word as it may be shown in a message: control characters replaced, cut after 60 characters.
     *
     * <p>For names of things only; values are never shown.
     */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(LONGEST_SHOWN).forEach(point -> shown.appendCodePoint(isHarmless(point) ? point : '?'));
        return name.length() > LONGEST_SHOWN ? shown + "..." : shown.toString();
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The file or other name the input is known by. */
    public String source() {
        return source;
    }

    /** Where in the source, empty where the whole is meant. */
    public String place() {
        return place;
    }
}

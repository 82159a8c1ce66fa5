package dev.leeway.agent.redact;

import dev.leeway.agent.spi.Observed.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets by their very text, where one was found to stand under a name that does not say so: looked for in what else is told of the
 * same subject. The more easily a text is there by accident, the fewer places it is looked for in.
 */
final class KnownSecrets {
    /** None. */
    static final KnownSecrets NONE = new KnownSecrets();

    /** Nothing shorter is looked for within other texts, nor by a number of characters that are not drawn at random. */
    static final int MIN_WITHIN = 8;

    /** Where words are guessable, but nothing of that length and of small letters, capitals and digits is a word. */
    private static final int MIN_MIXED = 10;

    /** So many that begin alike: from then on whatever begins so is one. */
    static final int MAX_ALIKE = 64;

    /** Beyond so many texts nothing can be told any more of a subject. */
    static final int MAX = 100_000;

    private static final int POWER = power();
    private static final Pattern LINE = Pattern.compile(":[0-9]{1,9}$");

    /** Texts that are no accident wherever they are found. */
    final KnownTexts everywhere;

    /** Texts that may be there by accident, but not where what they stand for is told: ports, images, users, paths. */
    final KnownTexts places;

    /** Whole arguments of a command line. */
    final KnownTexts arguments;

    /** Whole names of variables and labels. */
    final KnownTexts names;

    private final NavigableMap<String, KnownTexts> named;
    private final Map<Integer, List<String>> within;
    private int count;

    KnownSecrets() {
        this(new KnownTexts(), new KnownTexts(), new KnownTexts(), new KnownTexts(), new TreeMap<>(), new HashMap<>());
    }

    /** The same, of which {@link #everywhere} alone may be added to. */
    KnownSecrets(KnownSecrets other) {
        this(new KnownTexts(other.everywhere), other.places, other.arguments, other.names, other.named, other.within);
        this.count = other.count;
    }

    private KnownSecrets(
            KnownTexts everywhere,
            KnownTexts places,
            KnownTexts arguments,
            KnownTexts names,
            NavigableMap<String, KnownTexts> named,
            Map<Integer, List<String>> within) {
        this.everywhere = everywhere;
        this.places = places;
        this.arguments = arguments;
        this.names = names;
        this.named = named;
        this.within = within;
    }

    boolean isEmpty() {
        return everywhere.isEmpty()
                && places.isEmpty()
                && arguments.isEmpty()
                && names.isEmpty()
                && named.isEmpty()
                && within.isEmpty();
    }

    /** Whether there are so many that not all are looked for; then nothing may be told. */
    boolean full() {
        return count > MAX || Stream.of(everywhere, places, arguments, names).anyMatch(each -> each.size() > MAX);
    }

    /** Texts to look for in what has that name alone. */
    KnownTexts toLearn(String name) {
        count++;
        return named.computeIfAbsent(joined(name), unused -> new KnownTexts());
    }

    /** A name as whoever takes it apart may write it: {@code DataSourceName}, {@code DATA_SOURCE_NAME}, {@code DATASOURCE_NAME}. */
    private static String joined(String name) {
        return NameWords.normalised(name).replace("_", "");
    }

    /** Where in a place that is told, perhaps with a line, the value of a variable of any name stands. */
    List<Stretch> inEvidence(String text) {
        String place = LINE.matcher(text).replaceFirst("");
        List<Stretch> found = new ArrayList<>();
        named.values().forEach(texts -> found.addAll(texts.in(place)));
        return found;
    }

    /** Texts to look for in what has that name, or one that it begins. */
    List<KnownTexts> about(String name) {
        String begin = joined(name);
        return begin.isEmpty()
                ? List.of()
                : List.copyOf(named.subMap(begin, begin + Character.MAX_VALUE).values());
    }

    /** Looks for {@code secret} in whatever there is, where that cannot be there by accident. */
    void anywhere(String secret) {
        if (full() || !unmistakable(secret)) {
            return;
        }
        List<String> alike =
                within.computeIfAbsent(secret.substring(0, MIN_WITHIN).hashCode(), unused -> new ArrayList<>(1));
        if (alike.size() <= MAX_ALIKE && !alike.contains(secret)) {
            alike.add(secret);
            count++;
        }
    }

    /** Whether a secret is so long and so much drawn at random that whatever else has it has it from the same place. */
    static boolean unmistakable(String secret) {
        return secret.length() >= MIN_WITHIN
                && !common(secret)
                && !SafeValues.known(secret)
                && !UrlText.looksLike(secret);
    }

    /** Whether a secret is a word or a number that other things are called as well. */
    static boolean common(String secret) {
        return guessable(secret) && !(secret.length() >= MIN_MIXED && mixed(secret));
    }

    /** People write names in letters of one case, and with few digits; passwords as rules for passwords want them. */
    private static boolean mixed(String secret) {
        return secret.chars().anyMatch(each -> each >= 'A' && each <= 'Z')
                && secret.chars().anyMatch(each -> each >= 'a' && each <= 'z')
                && secret.chars().anyMatch(each -> each >= '0' && each <= '9')
                && !Placeholders.like(secret);
    }

    /** Whether a secret withstands so few guesses that no tag of it may be told. */
    static boolean guessable(String secret) {
        return Entropy.low(secret) || Placeholders.like(secret);
    }

    /** Where in {@code text} they stand, whatever it is. */
    List<Stretch> in(String text) {
        return both(everywhere.in(text), within(text));
    }

    /** Where in a text of a place of its own kind they stand: a port, an image, the key of a fact. */
    List<Stretch> inPlace(String text) {
        return both(places.in(text), in(text));
    }

    /** Whether one of them stands in the name of something. */
    boolean inName(String name) {
        return !names.in(name).isEmpty() || !within(name).isEmpty();
    }

    /** Where in an argument they stand. */
    List<Stretch> inArgument(String text) {
        return both(arguments.in(text), inPlace(text));
    }

    /** Where in the text of that name they stand. */
    List<Stretch> inNamed(String name, String text) {
        List<Stretch> found = in(text);
        return named.isEmpty()
                ? found
                : both(named.getOrDefault(joined(name), KnownTexts.NONE).in(text), found);
    }

    private static List<Stretch> both(List<Stretch> first, List<Stretch> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<Stretch> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Where in {@code text} one stands that cannot be there by accident. */
    List<Stretch> within(String text) {
        if (within.isEmpty()) {
            return List.of();
        }
        List<Stretch> found = new ArrayList<>();
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + text.charAt(i) - (i < MIN_WITHIN ? 0 : text.charAt(i - MIN_WITHIN) * POWER);
            int start = i - MIN_WITHIN + 1;
            List<String> alike = start < 0 ? List.of() : within.getOrDefault(hash, List.of());
            if (alike.size() > MAX_ALIKE) {
                found.add(new Stretch(start, text.length()));
                return found;
            }
            for (String secret : alike) {
                if (text.startsWith(secret, start)) {
                    found.add(new Stretch(start, start + secret.length()));
                }
            }
        }
        return found;
    }

    /** By what a character counts in {@link String#hashCode} when it leaves the window. */
    private static int power() {
        int power = 1;
        for (int i = 0; i < MIN_WITHIN; i++) {
            power *= 31;
        }
        return power;
    }
}

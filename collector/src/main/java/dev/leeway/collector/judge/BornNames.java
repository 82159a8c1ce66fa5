package dev.leeway.collector.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a host, address or name bears the name of one environment and not that of another.
 *
 * <p>Only whole words count, which are the parts of a host's labels between {@code .}, {@code -} and {@code _}. Where a
 * word may well mean something else, nothing is concluded: at the end of a domain, in names of one letter, and in
 * compounds such as {@code pre-prod} or {@code production-line}.
 */
public final class BornNames {
    private static final Pattern MEMBERS = Pattern.compile("[,;\\s]+");
    private static final Pattern NAMES = Pattern.compile("[^\\p{L}\\p{N}._-]+");
    private static final Pattern LABELS = Pattern.compile("\\.+");
    private static final Pattern WORDS = Pattern.compile("[-_]+");
    private static final Pattern SPELLED = Pattern.compile("[-_.]+");

    /** Domains at the top, public or kept for private use, that are also what environments are called. */
    private static final Set<String> TOP = Set.of("dev", "live", "local", "test", "cloud", "global", "training", "new");
    /** Beneath these and the countries' domains, a label that is an environment's name is somebody's own domain. */
    private static final Set<String> PUBLIC = Set.of("com", "net", "org", "info", "biz");

    private static final Set<String> BEFORE = Set.of("pre", "non", "not", "no", "post", "sub", "anti", "never");
    private static final Set<String> AFTER = Set.of(
            ("like copy clone dump mock fake sim simulation stub line lines plan plans planning order orders schedule"
                            + " schedules floor site sites cost costs company house stream streams streaming chat score scores"
                            + " video videos tv music event events concert news drive result results kit kits door team")
                    .split(" "));

    private BornNames() {}

    /** A stretch of words in one label of one name. */
    private record Span(int name, int label, int from, int to) {
        boolean liesWithin(Span other) {
            return name == other.name
                    && label == other.label
                    && from >= other.from
                    && to <= other.to
                    && to - from < other.to - other.from;
        }
    }

    /**
     * Whether some member of {@code text} (it may list several, separated by commas or blanks) bears a name of
     * {@code theirs} and none of {@code own}.
     *
     * @param own spellings of the environment that holds the text, in lower case
     * @param theirs spellings of the other environment, in lower case
     */
    public static boolean bears(String text, Set<String> own, Set<String> theirs) {
        for (String member : MEMBERS.split(text.toLowerCase(Locale.ROOT))) {
            List<Span> foreign = spans(member, theirs, true);
            if (!foreign.isEmpty()) {
                List<Span> familiar = spans(member, own, false);
                boolean is = foreign.stream().anyMatch(span -> familiar.stream().noneMatch(span::liesWithin));
                boolean claimed =
                        familiar.stream().anyMatch(span -> foreign.stream().noneMatch(span::liesWithin));
                if (is && !claimed) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Where {@code member} bears one of {@code spellings}.
     *
     * @param strict whether what may mean something else is passed over
     */
    private static List<Span> spans(String member, Set<String> spellings, boolean strict) {
        List<Span> spans = new ArrayList<>();
        String[] names = NAMES.split(member);
        for (int n = 0; n < names.length; n++) {
            String[] labels = LABELS.split(names[n]);
            for (int l = 0; l < labels.length; l++) {
                List<String> words = Arrays.asList(WORDS.split(labels[l]));
                boolean ofDomain = strict && ofDomain(labels, l);
                for (String spelling : spellings) {
                    add(spans, new Span(n, l, 0, 0), words, Arrays.asList(SPELLED.split(spelling)), strict, ofDomain);
                }
            }
        }
        return spans;
    }

    private static void add(
            List<Span> spans, Span place, List<String> words, List<String> spelling, boolean strict, boolean ofDomain) {
        int size = spelling.size();
        for (int from = 0; from + size <= words.size(); from++) {
            int to = from + size;
            boolean whole = size == words.size();
            if (words.subList(from, to).equals(spelling)
                    && !(ofDomain && whole)
                    && !(strict && (tooShort(spelling, whole) || isCompound(words, from, to)))) {
                spans.add(new Span(place.name(), place.label(), from, to));
            }
        }
    }

    /** One letter numbers things; two are as often a country or a region, unless they are all of a label. */
    private static boolean tooShort(List<String> spelling, boolean whole) {
        int letters = String.join("", spelling).length();
        return letters < 2 || (letters == 2 && !whole);
    }

    private static boolean isCompound(List<String> words, int from, int to) {
        return (from > 0 && BEFORE.contains(words.get(from - 1)))
                || (to < words.size() && AFTER.contains(words.get(to)));
    }

    private static boolean ofDomain(String[] labels, int label) {
        int last = labels.length - 1;
        if (last < 1) {
            return false;
        }
        String top = labels[last];
        return (label == last && TOP.contains(top))
                || (label == last - 1 && (top.length() == 2 || PUBLIC.contains(top)));
    }
}

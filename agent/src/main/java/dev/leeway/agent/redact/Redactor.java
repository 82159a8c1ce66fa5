package dev.leeway.agent.redact;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may leave the host.
 *
 * <p>A named text leaves in clear only when it is of a kind known to be harmless, or its name is listed as harmless, and
 * neither name nor content looks secret. Everything else leaves as a keyed tag, or as its presence. Immutable and safe to
 * use from many threads; never throws for what it is given to judge.
 */
public final class Redactor {
    private static final Value UNDER_A_SECRET = new Value.Withheld("its name holds a secret");
    private static final String HIDDEN = "(secret)";
    private static final int MAX_MESSAGE = 4096;
    private static final int MIN_TOKEN = 20;
    private static final int MAX_SEARCHED = 64 * 1024;
    private static final int MAX_OPTIONS = 256 * 1024;

    private final String rules;
    private final Judge judge;
    private final Tagger tagger;
    private final UrlFacts urls;
    private final Cleared clearedSegments;
    private final Cleared clearedLibraries;
    private final Cleared clearedTexts;
    private final KnownSecrets known;
    private final boolean alone;
    private final AtomicReference<@Nullable Learned> last = new AtomicReference<>();

    private Redactor(List<FleetKey> keys, RedactionRules rules) {
        this.rules = rules.id();
        this.tagger = new Tagger(keys);
        this.judge = new Judge(tagger, rules);
        this.urls = new UrlFacts(judge);
        this.clearedSegments = new Cleared(segment -> isSafe(segment, false));
        this.clearedLibraries = new Cleared(segment -> isSafe(segment, true));
        this.clearedTexts = new Cleared(text -> !isDense(text));
        this.known = KnownSecrets.NONE;
        this.alone = false;
    }

    private Redactor(Redactor other, KnownSecrets known, boolean alone) {
        this.rules = other.rules;
        this.tagger = other.tagger;
        this.judge = other.judge;
        this.urls = other.urls;
        this.clearedSegments = other.clearedSegments;
        this.clearedLibraries = other.clearedLibraries;
        this.clearedTexts = other.clearedTexts;
        this.known = known;
        this.alone = alone;
    }

    /** Without a key: of a secret only whether it is there, empty, or meant to be replaced. */
    public static Redactor keyless(RedactionRules rules) {
        return new Redactor(List.of(), rules);
    }

    /**
     * With the fleet's key, or with two of them during rotation.
     *
     * @throws IllegalArgumentException for no key, or more than {@link FleetKey#MAX_KEYS}
     */
    public static Redactor keyed(List<FleetKey> keys, RedactionRules rules) {
        if (keys.isEmpty() || keys.size() > FleetKey.MAX_KEYS) {
            throw new IllegalArgumentException("one key, or two during rotation; not " + keys.size());
        }
        return new Redactor(keys, rules);
    }

    /** Which rules decide, by the name that only equal rules have. */
    public String rules() {
        return rules;
    }

    /**
     * What may be told of {@code observed}: one fact at the address, or several below it where the value was taken apart.
     *
     * <p>URLs give {@code scheme}, {@code host}, {@code port}, {@code path} or {@code database}, {@code user},
     * {@code password} and {@code parameter[name]}; options give {@code option[name]} and {@code argument[n]}.
     */
    public List<Disclosed> disclose(Address address, Observed observed) {
        boolean whole = observed instanceof Observed.Guarded guarded
                && !guarded.secret().isEmpty();
        List<Disclosed> disclosed = known.isEmpty() && !whole
                ? judged(address, observed)
                : new Concealment(known, judge, this::judged).disclose(address, observed);
        return comparable(disclosed);
    }

    /**
     * Different names that are hidden become one, so that what stands under it is of nobody knows which of them: nor is what a host
     * calls so itself told from those.
     */
    private static List<Disclosed> comparable(List<Disclosed> disclosed) {
        if (disclosed.stream().noneMatch(each -> each.path().text().contains(HIDDEN))) {
            return disclosed;
        }
        return disclosed.stream()
                .map(each -> each.path().text().contains(HIDDEN) && each.value().kind() != Value.Kind.WITHHELD
                        ? new Disclosed(each.path(), UNDER_A_SECRET)
                        : each)
                .toList();
    }

    /** Whether a text of that name would be taken for a secret; of an empty text, whether its name alone says so. */
    public boolean secret(String name, String text) {
        return judge.takesForSecret(name, text);
    }

    /**
     * One that hides besides what {@code concealed} is known to hold, and each variable of {@code own} that has the very value of
     * another one with the name of a secret; this one where there is nothing of that kind.
     */
    public Redactor knowing(Iterable<Observed.Guarded> concealed, Iterable<Observed.Guarded> own) {
        KnownSecrets secrets = learned(concealed);
        boolean shared = true;
        for (Observed.Guarded each : own) {
            if (!alone && judge.name(each.name()) == NameJudgement.SECRET && KnownSecrets.unmistakable(each.text())) {
                secrets = shared ? new KnownSecrets(secrets) : secrets;
                shared = false;
                secrets.everywhere.whole(each.text());
            }
        }
        return secrets.isEmpty() ? this : new Redactor(this, secrets, alone);
    }

    /** What {@code concealed} comes to, which is the same in hundreds of sections of a host, and then only read. */
    private KnownSecrets learned(Iterable<Observed.Guarded> concealed) {
        Learned before = last.get();
        if (before != null && before.of() == concealed) {
            return before.secrets();
        }
        KnownSecrets secrets = new KnownSecrets();
        for (Observed.Guarded each : concealed) {
            new Concealment(secrets, judge, this::judged).learn(each);
        }
        last.set(new Learned(concealed, secrets));
        return secrets;
    }

    /** @param of the very collection, which nobody changes any more */
    private record Learned(Iterable<Observed.Guarded> of, KnownSecrets secrets) {}

    /**
     * One that takes no variable for a secret because another one has its value, and so hides less: what it hides holds tight by
     * itself.
     */
    public Redactor judgingAlone() {
        return new Redactor(this, known, true);
    }

    private List<Disclosed> judged(Address address, Observed observed) {
        FactPath path = safePath(address);
        if (observed instanceof Observed.Plain plain) {
            return List.of(new Disclosed(path, plain(path, plain.value())));
        }
        Components out = new Components();
        if (observed instanceof Observed.Guarded guarded) {
            variable(out, path, guarded);
            if (guarded.typed().isPresent()) {
                return typed(out.disclosed(), guarded.text(), guarded.typed().get());
            }
        } else if (observed instanceof Observed.Arguments arguments) {
            out.addAll(OptionFacts.of(judge, this::guarded, path, arguments.arguments()));
        } else if (observed instanceof Observed.Content content) {
            out.add(path, tagger.content(content.tagClass(), content.name(), content.bytes()));
        }
        return out.disclosed();
    }

    /** The value in place of the text that stands for it, where that is told. */
    private static List<Disclosed> typed(List<Disclosed> disclosed, String text, Value value) {
        return disclosed.stream()
                .map(each -> each.value().equals(new Value.Text(text)) ? new Disclosed(each.path(), value) : each)
                .toList();
    }

    /** Options are looked for here alone: options inside options are one value. */
    private void variable(Components out, FactPath path, Observed.Guarded guarded) {
        boolean options = guarded.text().length() <= MAX_OPTIONS
                && OptionString.is(guarded.name(), guarded.text())
                && judge.name(guarded.name()) == NameJudgement.NEUTRAL;
        if (options) {
            List<String> arguments = OptionString.split(guarded.text());
            out.addAll(OptionFacts.of(judge, this::guarded, path, arguments));
        } else {
            guarded(out, path, guarded.tagClass(), guarded.name(), guarded.name(), guarded.text());
        }
    }

    private void guarded(Components out, FactPath path, String tagClass, String tagName, String name, String text) {
        NameJudgement judgement = judge.name(name);
        boolean apart = judgement == NameJudgement.NEUTRAL || judgement == NameJudgement.ABOUT_ENDPOINT;
        if (apart && UrlText.looksLike(text)) {
            Optional<Components> parts = urls.of(path, tagClass, tagName, text);
            if (parts.isPresent()) {
                out.addAll(parts.get());
            } else {
                out.add(path, judge.secret(tagClass, tagName, text));
            }
        } else {
            out.add(path, judge.leaf(judgement, tagClass, tagName, name, text));
        }
    }

    /** A value of a harmless kind, searched all the same. */
    private Value plain(FactPath path, Value value) {
        return switch (value.kind()) {
            case TEXT -> hidden(path, ((Value.Text) value).text(), value);
            case VERSION -> hidden(path, ((Value.Version) value).version(), value);
            case WITHHELD -> new Value.Withheld(message(((Value.Withheld) value).reason()));
            case SET -> new Value.SetOf(members(path, ((Value.SetOf) value).members()));
            case LIST -> new Value.ListOf(members(path, ((Value.ListOf) value).members()));
            case NUMBER, FLAG, SIZE, DURATION, SECRET -> value;
        };
    }

    private List<Value> members(FactPath path, List<Value> members) {
        List<Value> out = new ArrayList<>(members.size());
        for (Value member : members) {
            out.add(plain(path, member));
        }
        return out;
    }

    private Value hidden(FactPath path, String text, Value value) {
        boolean clear = text.length() <= MAX_SEARCHED
                && (LibraryNames.listed(path)
                        ? LibraryNames.parts(text).stream().noneMatch(Redactor::isDense)
                        : clearedTexts.clears(text));
        return clear ? value : tagger.secret("plain", path.text(), text);
    }

    private static boolean isDense(String text) {
        return SecretFinder.shapesIn(text) || Randomness.dense(text);
    }

    /** Keys of a path are names found on the host, and names may hold anything. */
    private FactPath safePath(Address address) {
        FactPath path = address.path();
        boolean libraries = LibraryNames.keyed(address);
        Cleared cleared = libraries ? clearedLibraries : clearedSegments;
        String text = path.text();
        int start = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', start)) {
            if (!cleared.clears(text.substring(start, slash))) {
                return masked(path, libraries);
            }
            start = slash + 1;
        }
        return cleared.clears(text.substring(start)) ? path : masked(path, libraries);
    }

    private static FactPath masked(FactPath path, boolean libraries) {
        return path.renamed(Redactor::mask, key -> libraries ? maskParts(key) : mask(key));
    }

    /** Whether an encoded segment may stay as it is. */
    private static boolean isSafe(String segment, boolean libraries) {
        FactPath path = new FactPath(segment);
        return masked(path, libraries).equals(path);
    }

    private static String mask(String name) {
        return hides(name) ? HIDDEN : name;
    }

    private static String maskParts(String name) {
        return LibraryNames.parts(name).stream().anyMatch(Redactor::hides) ? HIDDEN : name;
    }

    private static boolean hides(String name) {
        return SecretFinder.shapesIn(name)
                || (name.length() >= MIN_TOKEN && (Randomness.denseWord(name) || TokenShapes.inAnyCase(name)));
    }

    /**
     * A sentence for people, such as a reason, a place in a file, or a name found on the host, with whatever looks secret
     * in it replaced by {@code (secret)}; at most 4,096 characters.
     */
    public String message(String text) {
        String searched = text.length() <= MAX_SEARCHED ? text : cutAtBlank(text);
        Spans spans = SecretFinder.all(searched);
        if (known.full()) {
            return HIDDEN;
        }
        known.inPlace(searched).forEach(stretch -> spans.add(stretch.from(), stretch.to()));
        known.inEvidence(searched).forEach(stretch -> spans.add(stretch.from(), stretch.to()));
        String masked = Quotations.mask(spans.mask(searched, HIDDEN));
        return masked.length() <= MAX_MESSAGE ? masked : masked.substring(0, MAX_MESSAGE - 3) + "...";
    }

    /** The beginning of {@code text} without its last word, which would no longer show what it is. */
    private static String cutAtBlank(String text) {
        int end = MAX_SEARCHED;
        while (end > 0 && !Ascii.isSpace(text.charAt(end))) {
            end--;
        }
        return text.substring(0, end) + " ...";
    }

    /**
     * What may be told of a failure: our own messages as {@link #message}, of all others only the kind, because a parser's
     * complaint repeats what it met.
     */
    public String failure(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        boolean ours = failure.getClass().getName().startsWith("dev.leeway.");
        return ours && message != null ? message(message) : kind;
    }
}

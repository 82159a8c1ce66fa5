package dev.leeway.agent.redact;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Observed.Stretch;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Discloses values in which secrets stand that are known by their place or their text.
 *
 * <p>Such a value is judged twice, as it is and with a word in place of the secret. What comes out alike both times, say the host of a
 * URL, does not depend on the secret and is told as ever. What is hidden anyway keeps its tags. Everything else is withheld, so that it
 * compares with nothing: whether a neighbour's value was seen is no difference between two environments.
 */
final class Concealment {
    static final Value MADE_OF_A_SECRET = new Value.Withheld("made of a secret");
    static final Value TOO_MANY = new Value.Withheld("too many secrets to look for");
    private static final String HIDDEN = "(secret)";

    private final KnownSecrets known;
    private final Judge judge;
    private final BiFunction<Address, Observed, List<Disclosed>> plainly;

    /** @param plainly discloses as if nothing were known */
    Concealment(KnownSecrets known, Judge judge, BiFunction<Address, Observed, List<Disclosed>> plainly) {
        this.known = known;
        this.judge = judge;
        this.plainly = plainly;
    }

    /** Looks from now on for what {@code value} holds. */
    void learn(Observed.Guarded value) {
        List<Stretch> stretches = Masking.filled(value.secret());
        for (Stretch stretch : stretches) {
            known.anywhere(value.text().substring(stretch.from(), stretch.to()));
        }
        if (judge.name(value.name()) == NameJudgement.SECRET || stretches.isEmpty() || known.full()) {
            // Nobody would have told it, and what has that value besides may have it by accident.
            return;
        }
        new Learning(known, value, stretches, !UrlText.looksLike(value.text()) || shows(value, stretches)).all();
    }

    /** Whether something of the secret stands where a URL is told in clear, rather than where its password is. */
    private boolean shows(Observed.Guarded value, List<Stretch> stretches) {
        Address address = new Address(SectionKey.of("container"), FactPath.of("url"));
        List<Disclosed> as = plainly.apply(address, plain(value, value.text()));
        List<Disclosed> instead = plainly.apply(address, plain(value, Masking.instead(value.text(), stretches)));
        if (!alike(as, instead)) {
            return true;
        }
        for (int i = 0; i < as.size(); i++) {
            if (!hidden(as.get(i).value())
                    && !as.get(i).value().equals(instead.get(i).value())) {
                return true;
            }
        }
        return false;
    }

    List<Disclosed> disclose(Address found, Observed observed) {
        Address address = new Address(found.section(), masked(found.path()));
        boolean flag = observed instanceof Observed.Plain plain && plain.value().kind() == Value.Kind.FLAG;
        if (known.full() && !flag) {
            return List.of(new Disclosed(pathAlone(address), TOO_MANY));
        }
        if (observed instanceof Observed.Plain plain) {
            Predicate<String> clean = about(found.path());
            return plainly.apply(address, observed).stream()
                    .map(each -> new Disclosed(each.path(), held(plain.value(), each.value(), clean)))
                    .toList();
        }
        if (observed instanceof Observed.Guarded guarded) {
            return parts(
                    address,
                    guarded(address, guarded),
                    text -> known.inNamed(guarded.name(), text).isEmpty());
        }
        return observed instanceof Observed.Arguments arguments
                ? parts(address, arguments(address, arguments), this::clean)
                : plainly.apply(address, observed);
    }

    private List<Disclosed> guarded(Address address, Observed.Guarded guarded) {
        String text = guarded.text();
        List<Disclosed> as = plainly.apply(address, guarded);
        List<Stretch> stretches = new ArrayList<>(Masking.filled(guarded.secret()));
        stretches.addAll(known.inNamed(guarded.name(), text));
        if (!Learning.named(guarded.tagClass())) {
            stretches.addAll(known.places.in(text));
        }
        if (stretches.isEmpty()) {
            return as;
        }
        // A tag over a word that could be tried would tell it, whatever stands beside it.
        boolean open = judge.name(guarded.name()) != NameJudgement.SECRET
                && stretches.stream().allMatch(each -> KnownSecrets.guessable(text.substring(each.from(), each.to())));
        boolean whole = stretches.stream().anyMatch(each -> each.from() == 0 && each.to() == text.length());
        return whole || text.contains(Masking.INSTEAD)
                ? alone(address, as, open)
                : told(address, as, plainly.apply(address, plain(guarded, Masking.instead(text, stretches))), open);
    }

    private List<Disclosed> arguments(Address address, Observed.Arguments arguments) {
        List<Disclosed> as = plainly.apply(address, arguments);
        List<String> replaced = new ArrayList<>();
        boolean open = true;
        for (String argument : arguments.arguments()) {
            List<Stretch> stretches = known.inArgument(argument);
            replaced.add(stretches.isEmpty() ? argument : Masking.instead(argument, stretches));
            open &= stretches.stream()
                    .allMatch(each -> KnownSecrets.guessable(argument.substring(each.from(), each.to())));
        }
        if (replaced.equals(arguments.arguments())) {
            return as;
        }
        return arguments.arguments().stream().anyMatch(each -> each.contains(Masking.INSTEAD))
                ? alone(address, as, open)
                : told(address, as, plainly.apply(address, new Observed.Arguments(replaced)), open);
    }

    /** What is told alike with and without the secret, the rest not; nothing where it falls into other parts. */
    private List<Disclosed> told(Address address, List<Disclosed> as, List<Disclosed> instead, boolean open) {
        if (!alike(as, instead)) {
            return alone(address, as, open);
        }
        List<Disclosed> told = new ArrayList<>();
        for (int i = 0; i < as.size(); i++) {
            Disclosed each = as.get(i);
            boolean same = each.value().equals(instead.get(i).value());
            told.add(same ? each : new Disclosed(each.path(), kept(each.value(), open)));
        }
        return told;
    }

    /** As one, at the place of what is not taken apart. */
    private List<Disclosed> alone(Address address, List<Disclosed> as, boolean open) {
        FactPath path = pathAlone(address);
        boolean one = as.size() == 1 && as.get(0).path().equals(path);
        return List.of(new Disclosed(path, one ? kept(as.get(0).value(), open) : MADE_OF_A_SECRET));
    }

    private static Value kept(Value value, boolean open) {
        boolean tagged = value instanceof Value.Secret secret && !secret.tags().isEmpty();
        return hidden(value) && !(open && tagged) ? value : MADE_OF_A_SECRET;
    }

    /** What a value was taken apart into, searched part by part. */
    private List<Disclosed> parts(Address address, List<Disclosed> disclosed, Predicate<String> clean) {
        if (known.isEmpty()) {
            return disclosed;
        }
        FactPath alone = pathAlone(address);
        List<Disclosed> searched = new ArrayList<>();
        for (Disclosed each : disclosed) {
            searched.add(
                    each.path().equals(alone)
                            ? each
                            : new Disclosed(
                                    masked(each.path()),
                                    Parts.searched(each.value(), clean) ? each.value() : MADE_OF_A_SECRET));
        }
        return searched;
    }

    /** Where a value stands that is not taken apart. */
    private FactPath pathAlone(Address address) {
        return plainly.apply(address, Observed.flag(true)).get(0).path();
    }

    private static boolean alike(List<Disclosed> as, List<Disclosed> instead) {
        if (as.size() != instead.size()) {
            return false;
        }
        for (int i = 0; i < as.size(); i++) {
            if (!as.get(i).path().equals(instead.get(i).path())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hidden(Value value) {
        return value.kind() == Value.Kind.SECRET || value.kind() == Value.Kind.WITHHELD;
    }

    private static Observed.Guarded plain(Observed.Guarded guarded, String text) {
        return new Observed.Guarded(guarded.tagClass(), guarded.name(), text, Optional.empty());
    }

    /**
     * What is clean in a fact about variables: {@code endpoint[DATABASE_URL]/target} is taken from what that one holds, {@code
     * endpoint[SHOP]/target} from those whose names begin so.
     */
    private Predicate<String> about(FactPath path) {
        List<KnownTexts> texts = path.segments().stream()
                .flatMap(each -> each.key().stream())
                .flatMap(key -> known.about(key).stream())
                .toList();
        return text -> known.in(text).isEmpty()
                && texts.stream().allMatch(each -> each.in(text).isEmpty());
    }

    /** A harmless value, searched for what is known; {@code told} is what would be told of it. */
    private Value held(Value value, Value told, Predicate<String> clean) {
        return switch (value.kind()) {
            case TEXT, VERSION, NUMBER, SIZE ->
                hidden(told)
                                || (known.inPlace(Parts.text(value)).isEmpty()
                                        && known.inPlace(Parts.number(value)).isEmpty()
                                        && Parts.searched(value, clean))
                        ? told
                        : MADE_OF_A_SECRET;
            case SET ->
                told instanceof Value.SetOf set
                        ? new Value.SetOf(set.members().stream()
                                .map(each -> held(each, each, clean))
                                .toList())
                        : told;
            case LIST ->
                told instanceof Value.ListOf list
                        ? new Value.ListOf(list.members().stream()
                                .map(each -> held(each, each, clean))
                                .toList())
                        : told;
            case FLAG, DURATION, SECRET, WITHHELD -> told;
        };
    }

    /** Keys in which one of them stands tell no more than that. */
    private FactPath masked(FactPath path) {
        if (known.isEmpty()) {
            return path;
        }
        return path.renamed(name -> known.inName(name) ? HIDDEN : name, key -> isKey(key) ? key : HIDDEN);
    }

    private boolean isKey(String key) {
        return !known.full() && !known.inName(key) && known.inPlace(key).isEmpty() && clean(Parts.withoutHyphens(key));
    }

    private boolean clean(String text) {
        return known.in(text).isEmpty();
    }
}

package dev.leeway.agent.redact;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Observed.Stretch;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Discloses values in which secrets stand that are known by their place or their text.
 *
 * <p>Such a value is judged twice, as it is and with a word in place of the secret. What comes out alike both times, say the host of a
 * URL, does not depend on the secret and is told as ever; everything else goes the way of a secret.
 */
final class Concealment {
    private static final String HIDDEN = "(secret)";
    /** Stands for a secret: a word of which no rule thinks anything. */
    private static final String INSTEAD = "qwithheldq";

    private final KnownSecrets known;
    private final Judge judge;
    private final Tagger tagger;
    private final BiFunction<Address, Observed, List<Disclosed>> plainly;

    /** @param plainly discloses as if nothing were known */
    Concealment(
            KnownSecrets known, Judge judge, Tagger tagger, BiFunction<Address, Observed, List<Disclosed>> plainly) {
        this.known = known;
        this.judge = judge;
        this.tagger = tagger;
        this.plainly = plainly;
    }

    /** Looks from now on for what {@code value} holds. */
    void learn(Observed.Guarded value) {
        for (Stretch stretch : value.secret()) {
            known.anywhere(value.text().substring(stretch.from(), stretch.to()));
        }
        if (judge.name(value.name()) == NameJudgement.SECRET || value.secret().isEmpty()) {
            // Nobody would have told it, and what has that value besides may have it by accident.
            return;
        }
        known.text(value.text(), value.secret());
        if (!UrlText.looksLike(value.text()) || shows(value)) {
            value.secret().forEach(each -> known.whole(value.text().substring(each.from(), each.to())));
        }
    }

    /** Whether something of the secret stands where a URL is told in clear, rather than where its password is. */
    private boolean shows(Observed.Guarded value) {
        Address address = new Address(SectionKey.of("container"), FactPath.of("url"));
        List<Disclosed> as = plainly.apply(address, plain(value, value.text()));
        List<Disclosed> instead = plainly.apply(address, plain(value, instead(value.text(), value.secret())));
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
        if (observed instanceof Observed.Plain plain) {
            return plainly.apply(address, observed).stream()
                    .map(each -> new Disclosed(each.path(), held(each.path(), plain.value(), each.value())))
                    .toList();
        }
        if (observed instanceof Observed.Guarded guarded) {
            List<Stretch> stretches = new ArrayList<>(guarded.secret());
            stretches.addAll(known.in(guarded.text()));
            return stretches.isEmpty() ? plainly.apply(address, guarded) : guarded(address, guarded, stretches);
        }
        return observed instanceof Observed.Arguments arguments
                ? arguments(address, arguments)
                : plainly.apply(address, observed);
    }

    private List<Disclosed> guarded(Address address, Observed.Guarded guarded, List<Stretch> stretches) {
        String text = guarded.text();
        List<Disclosed> as = plainly.apply(address, guarded);
        Value.Secret all = tagger.secret(guarded.tagClass(), guarded.name(), text);
        boolean whole = stretches.stream().anyMatch(each -> each.from() == 0 && each.to() == text.length());
        if (whole || text.contains(INSTEAD)) {
            return List.of(new Disclosed(pathAlone(address), all));
        }
        List<Disclosed> instead = plainly.apply(address, plain(guarded, instead(text, stretches)));
        return told(address, as, instead, guarded.tagClass(), guarded.name(), all);
    }

    private List<Disclosed> arguments(Address address, Observed.Arguments arguments) {
        List<String> replaced = new ArrayList<>();
        for (String argument : arguments.arguments()) {
            List<Stretch> stretches = known.in(argument);
            replaced.add(stretches.isEmpty() ? argument : instead(argument, stretches));
        }
        List<Disclosed> as = plainly.apply(address, arguments);
        if (replaced.equals(arguments.arguments())) {
            return as;
        }
        String text = String.join(" ", arguments.arguments());
        if (text.contains(INSTEAD)) {
            return List.of(new Disclosed(pathAlone(address), tagger.secret("argument", "arguments", text)));
        }
        return told(
                address,
                as,
                plainly.apply(address, new Observed.Arguments(replaced)),
                "argument",
                "arguments",
                tagger.secret("argument", "arguments", text));
    }

    /** What is told alike with and without the secret, the rest as secrets; all as one where it falls into other parts. */
    private List<Disclosed> told(
            Address address,
            List<Disclosed> as,
            List<Disclosed> instead,
            String tagClass,
            String name,
            Value.Secret all) {
        if (!alike(as, instead)) {
            return List.of(new Disclosed(pathAlone(address), all));
        }
        List<Disclosed> told = new ArrayList<>();
        for (int i = 0; i < as.size(); i++) {
            Disclosed each = as.get(i);
            boolean may =
                    hidden(each.value()) || each.value().equals(instead.get(i).value());
            told.add(
                    may
                            ? each
                            : new Disclosed(
                                    each.path(),
                                    tagger.secret(tagClass, name, each.value().display())));
        }
        return told;
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

    private static String instead(String text, List<Stretch> stretches) {
        List<Stretch> ordered = new ArrayList<>(stretches);
        ordered.sort(Comparator.comparingInt(Stretch::from).thenComparingInt(Stretch::to));
        StringBuilder out = new StringBuilder(text.length());
        int shown = 0;
        int last = -1;
        for (Stretch stretch : ordered) {
            if (stretch.from() > last) {
                out.append(text, shown, stretch.from()).append(INSTEAD);
            }
            last = Math.max(last, stretch.to());
            shown = Math.max(shown, stretch.to());
        }
        return out.append(text, shown, text.length()).toString();
    }

    /** A harmless value, searched for what is known; {@code told} is what would be told of it. */
    private Value held(FactPath path, Value value, Value told) {
        return switch (value.kind()) {
            case TEXT -> searched(path, ((Value.Text) value).text(), told);
            case VERSION -> searched(path, ((Value.Version) value).version(), told);
            case NUMBER -> searched(path, ((Value.Numeric) value).number().toPlainString(), told);
            case SIZE -> searched(path, Long.toString(((Value.Size) value).bytes()), told);
            case SET -> told instanceof Value.SetOf set ? new Value.SetOf(members(path, set.members())) : told;
            case LIST -> told instanceof Value.ListOf list ? new Value.ListOf(members(path, list.members())) : told;
            case FLAG, DURATION, SECRET, WITHHELD -> told;
        };
    }

    private List<Value> members(FactPath path, List<Value> members) {
        List<Value> out = new ArrayList<>();
        for (Value member : members) {
            out.add(held(path, member, member));
        }
        return out;
    }

    private Value searched(FactPath path, String text, Value told) {
        return hidden(told) || known.in(text).isEmpty() ? told : tagger.secret("plain", path.text(), text);
    }

    /** Keys in which one of them stands tell no more than that. */
    private FactPath masked(FactPath path) {
        if (known.isEmpty()) {
            return path;
        }
        return path.renamed(name -> known.within(name).isEmpty() ? name : HIDDEN, key -> clean(key) ? key : HIDDEN);
    }

    private boolean clean(String name) {
        return known.in(name).isEmpty();
    }
}

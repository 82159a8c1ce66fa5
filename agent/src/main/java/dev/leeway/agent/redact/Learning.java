package dev.leeway.agent.redact;

import dev.leeway.agent.spi.ImageName;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Observed.Stretch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns from one value with secrets in it where else they are to be looked for. What nobody guesses is looked for everywhere; a word or
 * a number only under the same name, in the same place, or as the same argument.
 */
final class Learning {
    private static final Pattern PROPERTY = Pattern.compile("-D([^=\\s]{1,200})=(.*)");
    private static final String VARIABLE = "variable";
    /** One of a command, or another text of a container of which the secret may be a part. */
    private static final String ARGUMENT = "argument";
    /** What is itself the name of something. */
    private static final String NAME = "name";
    /** The name of whatever a file says that has none: commands, users, paths. */
    private static final String REST = "rest";

    private final KnownSecrets known;
    private final Observed.Guarded value;
    private final List<Stretch> stretches;
    private final boolean shows;

    /** @param shows whether a secret of it stands where it would be told in clear */
    Learning(KnownSecrets known, Observed.Guarded value, List<Stretch> stretches, boolean shows) {
        this.known = known;
        this.value = value;
        this.stretches = stretches;
        this.shows = shows;
    }

    /** Whether values of that class have names of their own, under which alone a word means the same. */
    static boolean named(String tagClass) {
        return tagClass.equals(VARIABLE) || tagClass.equals("label");
    }

    void all() {
        if (value.tagClass().equals(NAME)) {
            known.names.whole(value.text());
            return;
        }
        boolean rest = value.tagClass().equals(VARIABLE) && value.name().equals(REST);
        boolean common = stretches.stream().anyMatch(each -> KnownSecrets.common(secret(each)));
        if (!common) {
            into(known.everywhere, value.text(), stretches);
        } else if (rest) {
            rest();
        } else if (named(value.tagClass())) {
            into(known.toLearn(value.name()), value.text(), stretches);
        } else if (value.tagClass().equals(ARGUMENT)) {
            // Of an argument the secret is a part, which elsewhere is another thing's name.
            known.places.add(value.text(), stretches);
        } else {
            into(known.places, value.text(), stretches);
        }
        if (value.tagClass().equals("image")) {
            image();
        }
        words(value.text(), Masking.instead(value.text(), stretches), rest, 0);
    }

    private String secret(Stretch stretch) {
        return value.text().substring(stretch.from(), stretch.to());
    }

    private void into(KnownTexts texts, String text, List<Stretch> secret) {
        texts.add(text, secret);
        if (shows) {
            secret.forEach(each -> texts.whole(text.substring(each.from(), each.to())));
        }
    }

    /** One word may be a user, a path, {@code a:b}, or {@code NAME=value}; a sentence is a command. */
    private void rest() {
        String text = value.text();
        if (text.chars().anyMatch(each -> each <= ' ')) {
            return;
        }
        known.places.add(text, stretches);
        if (text.indexOf(':') >= 0) {
            changed(text.split(":", -1), Masking.instead(text, stretches).split(":", -1))
                    .forEach(known.places::whole);
        }
        int sign = text.indexOf('=');
        if (sign > 0 && stretches.stream().allMatch(each -> each.from() > sign)) {
            List<Stretch> behind = stretches.stream()
                    .map(each -> new Stretch(each.from() - sign - 1, each.to() - sign - 1))
                    .toList();
            into(known.toLearn(text.substring(0, sign)), text.substring(sign + 1), behind);
        }
    }

    private void image() {
        ImageName as = ImageName.of(value.text());
        ImageName instead = ImageName.of(Masking.instead(value.text(), stretches));
        if (as.equals(instead)) {
            return;
        }
        as.plain().ifPresent(known.places::whole);
        if (!as.repository().equals(instead.repository())) {
            known.places.whole(as.repository());
        }
        if (!as.tag().equals(instead.tag())) {
            as.tag().ifPresent(known.places::whole);
        }
    }

    /** The arguments that a shell makes of it, and of one that is a command itself. */
    private void words(String text, String instead, boolean lone, int depth) {
        List<String> as = OptionString.split(text);
        List<String> replaced = OptionString.split(instead);
        for (String word : changed(as.toArray(String[]::new), replaced.toArray(String[]::new))) {
            boolean other = stretches.stream().noneMatch(each -> secret(each).equals(word));
            if (lone || other || !KnownSecrets.common(word)) {
                known.arguments.add(word, stretch(word, as, replaced));
                property(word, stretch(word, as, replaced));
            }
        }
        if (depth == 0 && as.size() == replaced.size()) {
            for (int i = 0; i < as.size(); i++) {
                if (as.size() > 1
                        && !as.get(i).equals(replaced.get(i))
                        && as.get(i).indexOf(' ') > 0) {
                    words(as.get(i), replaced.get(i), lone, 1);
                }
            }
        }
    }

    /** One that sets a property of a virtual machine is told under the property's name as well. */
    private void property(String word, List<Stretch> secret) {
        Matcher property = PROPERTY.matcher(word);
        if (property.matches()) {
            int from = property.start(2);
            List<Stretch> behind = secret.stream()
                    .filter(each -> each.from() >= from)
                    .map(each -> new Stretch(each.from() - from, each.to() - from))
                    .toList();
            into(known.toLearn(property.group(1)), property.group(2), behind);
        }
    }

    /** What of {@code word} is the secret; all of it where that is not clear. */
    private static List<Stretch> stretch(String word, List<String> as, List<String> replaced) {
        if (as.size() != replaced.size()) {
            return Stretch.whole(word);
        }
        String other = replaced.get(as.indexOf(word));
        int first = other.indexOf(Masking.INSTEAD);
        int behind = other.length() - other.lastIndexOf(Masking.INSTEAD) - Masking.INSTEAD.length();
        return first < 0 || first > word.length() - behind
                ? Stretch.whole(word)
                : List.of(new Stretch(first, word.length() - behind));
    }

    /** What stands in {@code as} and in its place in {@code instead} does not; all that is not there where places are lost. */
    private static List<String> changed(String[] as, String[] instead) {
        List<String> changed = new ArrayList<>();
        Set<String> others = new HashSet<>(List.of(instead));
        for (int i = 0; i < as.length; i++) {
            boolean same = as.length == instead.length ? as[i].equals(instead[i]) : others.contains(as[i]);
            if (!same) {
                changed.add(as[i]);
            }
        }
        return changed;
    }
}

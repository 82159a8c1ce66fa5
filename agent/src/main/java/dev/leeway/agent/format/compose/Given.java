package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the files of a project give a variable that others may refer to.
 *
 * @param text may be or hold a secret; empty where the files do not decide it
 * @param made of which variables, whether their values are known or not
 */
public record Given(Optional<String> text, List<Made> made) {
    public Given {
        requireNonNull(text, "text is null");
        made = List.copyOf(made);
    }

    /** A text that was made of nothing else. */
    public static Given of(String text) {
        return new Given(Optional.of(text), List.of());
    }

    /** What a file says of a variable: where it does not decide the value, only of what it is made. */
    public static Given of(PromisedVariable promised) {
        Optional<Written> value = promised.value();
        if (value.isPresent() && value.get().certain()) {
            return new Given(Optional.of(value.get().text()), value.get().made());
        }
        List<Made> made = value.map(Written::made).orElse(promised.made());
        return new Given(
                Optional.empty(),
                made.stream()
                        .map(each -> new Made(each.name(), 0, 0))
                        .distinct()
                        .toList());
    }

    /** What a later file says, laid over what earlier ones said: one that decides nothing leaves the value as it is. */
    public static Given over(Given earlier, Given later) {
        if (later.text().isPresent()) {
            return later;
        }
        List<Made> made = new ArrayList<>(earlier.made());
        made.addAll(later.made());
        return new Given(earlier.text(), made);
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "Given[" + made.size() + "]";
    }
}

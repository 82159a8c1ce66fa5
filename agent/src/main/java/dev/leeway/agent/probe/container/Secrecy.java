package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.Made;
import dev.leeway.agent.format.compose.Written;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Observed.Stretch;
import dev.leeway.agent.spi.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Tells which stretches of what a Compose file says are secrets, since a variable with the name or the value of one went in. */
final class Secrecy {
    private final Recorder recorder;

    Secrecy(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The stretches of the value itself. */
    List<Stretch> in(Written written) {
        List<Stretch> stretches = new ArrayList<>();
        for (Made made : written.made()) {
            String text = written.text().substring(made.from(), made.to());
            // A value handed on as it is is judged as it is; within another one it may not be known again.
            boolean whole = text.length() == written.text().length();
            if (recorder.secret(made.name(), "") || (!whole && recorder.secret(made.name(), text))) {
                stretches.add(new Stretch(made.from(), made.to()));
            }
        }
        return List.copyOf(stretches);
    }

    /** The stretches of what a container has for it: what stands where they stand, or all of it where nothing else agrees. */
    List<Stretch> in(Written written, String actual) {
        List<Stretch> stretches = in(written);
        if (stretches.isEmpty() || actual.equals(written.text())) {
            return stretches;
        }
        int from = stretches.stream().mapToInt(Stretch::from).min().orElse(0);
        int to = stretches.stream().mapToInt(Stretch::to).max().orElse(0);
        String before = written.text().substring(0, from);
        String after = written.text().substring(to);
        boolean alike = actual.length() >= before.length() + after.length()
                && actual.startsWith(before)
                && actual.endsWith(after);
        return alike ? List.of(new Stretch(before.length(), actual.length() - after.length())) : Stretch.whole(actual);
    }

    /** Whether {@code actual} begins and ends as {@code written} does beside the secrets in it, of which there is more than them. */
    boolean fits(Written written, String actual) {
        List<Stretch> stretches = in(written);
        int from = stretches.stream().mapToInt(Stretch::from).min().orElse(0);
        int to = stretches.stream().mapToInt(Stretch::to).max().orElse(0);
        String before = written.text().substring(0, from);
        String after = written.text().substring(to);
        return !(before + after).isEmpty()
                && actual.length() >= before.length() + after.length()
                && actual.startsWith(before)
                && actual.endsWith(after);
    }

    /** Secrets a container has under their own names: whatever else of it holds one was made of it, when and by whom ever. */
    List<Observed.Guarded> own(SortedMap<String, String> variables) {
        return variables.entrySet().stream()
                .filter(each -> recorder.secret(each.getKey(), ""))
                .map(each -> new Observed.Guarded(
                        ComposeFacts.VARIABLE, each.getKey(), each.getValue(), Stretch.whole(each.getValue())))
                .toList();
    }

    /** Whether a secret went into any of it. */
    boolean any(List<Written> written) {
        return written.stream().anyMatch(each -> !in(each).isEmpty());
    }

    /** Whether {@code text}, which stands in one of them, has any of a secret in it. */
    boolean within(List<Written> written, String text) {
        return written.stream()
                .anyMatch(each -> in(each).stream()
                        .map(stretch -> each.text().substring(stretch.from(), stretch.to()))
                        .anyMatch(secret -> !secret.isEmpty() && text.contains(secret)));
    }

    /** Whether what is made of these variables is a secret, whatever it is. */
    boolean names(List<Made> made) {
        return made.stream().anyMatch(each -> recorder.secret(each.name(), ""));
    }
}

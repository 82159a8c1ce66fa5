package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Who is told what, and how.
 *
 * @param name what people call it, its own among the channels
 * @param target where its messages go
 * @param owners whose services it is about; empty for everybody's
 * @param environments of which it is about what concerns any; empty for all
 * @param severity from which a cause is told
 * @param when on what it is told something
 * @param repeat after what time a cause that is still open is told in full again
 * @param resolvedAfter how long something has to be over before its end is told
 * @param quiet when only what is critical is told at once
 * @param auditHead whether each night ends with the head of the audit log, so that a copy of it leaves the store
 */
public record NotifyChannel(
        String name,
        Target target,
        List<String> owners,
        List<String> environments,
        Severity severity,
        Set<Occasion> when,
        Duration repeat,
        Duration resolvedAfter,
        Optional<QuietHours> quiet,
        boolean auditHead) {
    /** Where the configuration says nothing. */
    public static final Duration USUAL_REPEAT = Duration.ofDays(7);
    /** Where the configuration says nothing. */
    public static final Duration USUAL_RESOLVED_AFTER = Duration.ofMinutes(15);

    /** One that hears nothing of the audit log. */
    public NotifyChannel(
            String name,
            Target target,
            List<String> owners,
            List<String> environments,
            Severity severity,
            Set<Occasion> when,
            Duration repeat,
            Duration resolvedAfter,
            Optional<QuietHours> quiet) {
        this(name, target, owners, environments, severity, when, repeat, resolvedAfter, quiet, false);
    }

    /** One to which the end of something is told after the usual time, and that hears nothing of the audit log. */
    public NotifyChannel(
            String name,
            Target target,
            List<String> owners,
            List<String> environments,
            Severity severity,
            Set<Occasion> when,
            Duration repeat,
            Optional<QuietHours> quiet) {
        this(name, target, owners, environments, severity, when, repeat, USUAL_RESOLVED_AFTER, quiet);
    }

    public NotifyChannel {
        requireNonNull(name, "name is null");
        requireNonNull(target, "target is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(repeat, "repeat is null");
        requireNonNull(resolvedAfter, "resolvedAfter is null");
        requireNonNull(quiet, "quiet is null");
        owners = List.copyOf(owners);
        environments = List.copyOf(environments);
        EnumSet<Occasion> inOrder = EnumSet.noneOf(Occasion.class);
        inOrder.addAll(when);
        when = Collections.unmodifiableSet(inOrder);
    }

    /** The same with its environments by the names that reports use, each once. */
    public NotifyChannel named(UnaryOperator<String> canonical) {
        return new NotifyChannel(
                name,
                target,
                owners,
                environments.stream().map(canonical).distinct().toList(),
                severity,
                when,
                repeat,
                resolvedAfter,
                quiet,
                auditHead);
    }
}

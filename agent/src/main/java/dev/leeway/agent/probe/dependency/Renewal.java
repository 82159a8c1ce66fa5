package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.ProcessStart;
import dev.leeway.schema.fact.FactPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which packages were installed anew after the processes that use them had started.
 *
 * <p>An installation makes new files or directories, whose birth the file system remembers; a change of permissions, a touch or
 * an edit does not. On overlays a change of permissions makes a copy, which keeps its time of change: there both must be
 * younger than the process.
 */
final class Renewal {
    /** A shell may install packages and then become the program, which keeps the time at which the shell was started. */
    private static final Duration OF_A_SHELL = Duration.ofMinutes(10);

    private static final String LEFT_BY_SHELLS = "PWD";

    private final Survey survey;
    private final List<Running> processes;
    private final Optional<Span> started;
    private final Map<Long, Boolean> tellsBirths = new HashMap<>();

    /**
     * Between which moments the program began.
     *
     * @param earliest when its process was started, as a shell perhaps
     * @param latest when it ran for sure
     */
    private record Span(Instant earliest, Instant latest) {
        Span with(Span other) {
            return new Span(
                    earliest.isBefore(other.earliest) ? earliest : other.earliest,
                    latest.isBefore(other.latest) ? latest : other.latest);
        }
    }

    private Renewal(Survey survey, List<Running> processes, Optional<Span> started) {
        this.survey = survey;
        this.processes = processes;
        this.started = started;
    }

    /**
     * Of {@code processes} the one started first counts, without those that started others of them: they hand on the work,
     * and outlive the workers that are exchanged.
     */
    static Renewal under(HostView host, List<Running> processes, Survey survey) {
        Set<Integer> parents =
                processes.stream().map(each -> each.process().parent()).collect(Collectors.toSet());
        Set<Integer> ids = processes.stream().map(each -> each.process().pid()).collect(Collectors.toSet());
        Optional<Span> first = processes.stream()
                .filter(each -> !parents.contains(each.process().pid()))
                .flatMap(each -> start(host, each, ids).stream())
                .reduce(Span::with);
        return new Renewal(survey, processes, first);
    }

    /** When the program had begun for sure: one that was forked by its like was never a shell, and nor was one with threads. */
    private static Optional<Span> start(HostView host, Running running, Set<Integer> ids) {
        HostProcess process = running.process();
        try {
            Optional<Instant> start = ProcessStart.of(host.proc(), process);
            boolean ofShell = running.variables().containsKey(LEFT_BY_SHELLS) && !ids.contains(process.parent());
            if (!ofShell || start.isEmpty()) {
                return start.map(each -> new Span(each, each));
            }
            Instant latest = start.get().plus(OF_A_SHELL);
            Optional<Instant> thread = ProcessStart.ofOldestThread(host.proc(), process);
            return Optional.of(
                    new Span(start.get(), thread.filter(latest::isAfter).orElse(latest)));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    /** Whether a link is younger than the process, as far as is known when that started. */
    boolean isMadeSince(FileStat link) {
        return started.map(Span::latest).filter(link.modified()::isAfter).isPresent();
    }

    /**
     * Records {@code replaced} of the package at {@code path} when one of {@code paths}, of those that exist, was made since.
     * Made while a shell may still have been about to become the program, it is unknown: what runs may be either.
     *
     * @param place of the package, as evidence tells it
     * @return whether it was made since
     */
    boolean tell(Ledger ledger, FactPath path, String place, String... paths) {
        FactPath replaced = path.child("replaced");
        if (started.isEmpty()) {
            ledger.uncovered(replaced.text(), Kind.UNREADABLE);
            return false;
        }
        boolean perhaps = false;
        for (String each : paths) {
            Optional<FileStat> stat = survey.stat(each);
            if (stat.isPresent()) {
                Optional<Instant> born = survey.born(each);
                boolean changed = stat.get().modified().isAfter(started.get().earliest());
                if (born.isEmpty() && changed && !tellsBirths(each, stat.get())) {
                    ledger.uncovered(replaced.text(), Kind.UNREADABLE);
                    return false;
                }
                if (isMade(stat.get(), born, started.get().latest())) {
                    ledger.fact(replaced, Observed.flag(true), place + ", made after the process had started");
                    return true;
                }
                perhaps |= isMade(stat.get(), born, started.get().earliest());
            }
        }
        if (perhaps) {
            ledger.uncovered(replaced.text(), Kind.CHANGED);
        }
        return false;
    }

    private boolean isMade(FileStat file, Optional<Instant> born, Instant since) {
        boolean changed = file.modified().isAfter(since);
        boolean made = born.map(since::isBefore).orElse(changed);
        return made && (changed || keepsNumbers(file));
    }

    /**
     * Whether births are told on the file system of {@code path}: then what has none of its own was not changed since. Some
     * directory above it was changed after it was made.
     */
    private boolean tellsBirths(String path, FileStat file) {
        return tellsBirths.computeIfAbsent(file.device(), device -> {
            for (String above = path; !above.equals("/"); ) {
                above = PathText.parent(above);
                boolean same = survey.stat(above)
                        .filter(stat -> stat.device() == device)
                        .isPresent();
                if (same && survey.born(above).isPresent()) {
                    return true;
                }
            }
            return false;
        });
    }

    private boolean keepsNumbers(FileStat file) {
        return processes.get(0).open().numbersOnce(file);
    }
}

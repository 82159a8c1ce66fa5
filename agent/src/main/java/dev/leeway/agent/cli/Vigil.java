package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.BackOff;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rounds at an interval, and attempts between them to deliver what waits. How long to wait is told by a clock that only goes on; the host's
 * own is for the log alone.
 *
 * <p>Told to end, the process ends at once: what was observed is in the spool, which survives that.
 */
final class Vigil {
    private static final int MOST_FAILURES = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private final Clock clock;
    private final PrintWriter log;
    private final HealthFile health;
    private final Rounds rounds;
    private int failures;
    private int lastCode;

    /** Makes each round anew, so that what is configured now counts. */
    interface Rounds {
        /** The next one, which says what it has to say to {@code console}. */
        DeliveryRound next(Console console) throws FormatException;
    }

    Vigil(Clock clock, PrintWriter log, HealthFile health, Rounds rounds) {
        this.clock = clock;
        this.log = log;
        this.health = health;
        this.rounds = rounds;
    }

    /**
     * Keeps on; returns the exit code when it is no use.
     *
     * @throws FormatException when it cannot even begin
     */
    int keep(Duration interval, Duration splay) throws FormatException, InterruptedException {
        Duration first = BackOff.splay(splay, rounds.next(console()).agent());
        health.write(stamp() + " waiting for the first look");
        Thread end = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(end);
        event("runs, every " + text(interval) + ", first in " + text(first));
        long next = System.nanoTime() + first.toNanos();
        try {
            while (true) {
                waitFor(next);
                next = Math.max(next + interval.toNanos(), System.nanoTime());
                round();
                if (failures >= MOST_FAILURES) {
                    return ExitCodes.USAGE;
                }
            }
        } finally {
            health.remove();
        }
    }

    /** Sleeps, and delivers what waits now and then. */
    private void waitFor(long next) throws InterruptedException {
        BackOff backOff = new BackOff(new SplittableRandom());
        boolean waits = failures > 0 || lastCode == ExitCodes.UNDELIVERED;
        while (true) {
            long left = next - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Duration pause = Duration.ofNanos(left);
            if (waits) {
                Duration again = SHORTEST.plus(backOff.next(Optional.empty()));
                pause = again.compareTo(pause) < 0 ? again : pause;
            }
            Thread.sleep(pause.toMillis() + 1);
            if (waits && next - System.nanoTime() > 0) {
                waits = later();
            }
        }
    }

    private void round() throws InterruptedException {
        try {
            DeliveryRound.Ended ended = rounds.next(console()).run();
            lastCode = ended.code();
            failures = ended.code() == ExitCodes.USAGE ? failures + 1 : 0;
            say(ended);
        } catch (FormatException e) {
            lastCode = ExitCodes.USAGE;
            failures++;
            fail(String.valueOf(e.getMessage()));
        }
        // Between two looks the memory is the host's again.
        System.gc();
    }

    /** Delivers what waits; whether there still is something. */
    private boolean later() throws InterruptedException {
        try {
            Optional<DeliveryRound.Ended> ended = rounds.next(console()).deliver();
            ended.ifPresent(this::say);
            return ended.isPresent() && ended.get().code() != ExitCodes.OK;
        } catch (FormatException e) {
            fail(String.valueOf(e.getMessage()));
            return true;
        }
    }

    private void say(DeliveryRound.Ended ended) {
        boolean good = ended.code() == ExitCodes.OK || ended.code() == ExitCodes.INCOMPLETE;
        report((good ? "ok" : "failing") + ": " + ended.line());
    }

    private void fail(String why) {
        event(why);
        report("failing: " + why);
    }

    private void report(String line) {
        try {
            health.write(stamp() + " " + VisibleText.of(line));
        } catch (FormatException e) {
            event(String.valueOf(e.getMessage()));
        }
    }

    private void end() {
        health.remove();
        event("told to end");
    }

    /** Where rounds print: every line is an event of the log. */
    private Console console() {
        PrintWriter lines = new EventWriter(this::event);
        return new Console(lines, lines);
    }

    private void event(String line) {
        log.println(stamp() + " " + VisibleText.of(line));
        log.flush();
    }

    private String stamp() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String text(Duration time) {
        return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}

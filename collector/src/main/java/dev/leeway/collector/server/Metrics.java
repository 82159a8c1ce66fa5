package dev.leeway.collector.server;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.server.http.Watch;
import dev.leeway.collector.server.intake.Arrivals;
import dev.leeway.schema.json.DeliveryAnswer.Fate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts what happens, and writes it as Prometheus reads it: text format 0.0.4. No label is ever taken from a request. */
final class Metrics implements Watch, Arrivals {
    private static final double NANOS = 1e9;
    /** How long nothing is asked for after something could not be stored. Only what arrives can show that it is over. */
    private static final Duration DOUBT = Duration.ofSeconds(30);

    private static final String STORING = "";
    private static final int ERROR = 400;
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> arrivals = new ConcurrentSkipListMap<>();
    private final Map<String, Gauge> gauges = new ConcurrentSkipListMap<>();
    private final Map<String, Labelled> labelled = new ConcurrentSkipListMap<>();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private final LongAdder snapshots = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder clones = new LongAdder();
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length];
    private final Consumer<String> journal;
    private final Clock clock;
    /** What of the store does not do what it should: storing, or what routes of these ids need. */
    private final Set<String> failing = new TreeSet<>();

    private volatile boolean fails;
    private volatile Optional<Instant> notStored = Optional.empty();

    /** Something that is asked when it is to be told. */
    private record Gauge(String help, LongSupplier value) {}

    /** Something of which there are several, told apart by a label. */
    private record Labelled(String help, String label, Supplier<SortedMap<String, Long>> values) {}

    /**
     * Begins at zero.
     *
     * @param journal where a person reads what is wrong
     */
    Metrics(Consumer<String> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
        for (Fate fate : Fate.values()) {
            arrivals.put(fate.text(), new LongAdder());
        }
    }

    /** Adds something that is asked each time. */
    void gauge(String name, String help, LongSupplier value) {
        gauges.put(name, new Gauge(help, value));
    }

    /**
     * Adds something that is asked each time, of several.
     *
     * @param label whose values the keys are; never taken from a request
     */
    void gauges(String name, String help, String label, Supplier<SortedMap<String, Long>> values) {
        labelled.put(name, new Labelled(help, label, values));
    }

    /** Whether the last that came could not be stored, and that is not long ago. */
    boolean failedJustNow() {
        return notStored
                .map(at -> Duration.between(at, clock.instant()).abs().compareTo(DOUBT) < 0)
                .orElse(false);
    }

    @Override
    public void answered(String route, int status, long size) {
        count(requests, "route=\"" + (route.isEmpty() ? "none" : route) + "\",status=\"" + status + "\"");
        bytes.add(size);
        if (fails && status < ERROR && !route.isEmpty()) {
            became(route, true, "");
        }
    }

    @Override
    public void troubled(String route, String words) {
        if (!route.isEmpty()) {
            became(route, false, words);
        }
    }

    @Override
    public void refused(String reason) {
        count(refused, reason);
    }

    @Override
    public void failed(Throwable failure) {
        failures.increment();
        StringBuilder text = new StringBuilder("internal error: ");
        for (Throwable each = failure; each != null; each = each.getCause()) {
            // Never the failure's own text, which may quote what somebody sent.
            text.append(each.getClass().getName());
            StackTraceElement[] frames = each.getStackTrace();
            text.append(frames.length == 0 ? "" : " at " + frames[0]).append(each.getCause() == null ? "" : ", by ");
        }
        journal.accept(text.toString());
    }

    @Override
    public void answered(Fate fate) {
        count(arrivals, fate.text());
    }

    @Override
    public void committed(int count, long nanos) {
        commits.increment();
        commitNanos.add(nanos);
        snapshots.add(count);
        for (int i = 0; i < BOUNDS.length; i++) {
            if (nanos <= BOUNDS[i] * NANOS) {
                buckets[i].increment();
            }
        }
    }

    @Override
    public void cloned(Agent agent) {
        clones.increment();
        journal.accept("two machines use the key of " + agent.name() + " (" + agent.environment() + "/" + agent.host()
                + "): neither is accepted; join each anew: leeway-agent join --again");
    }

    @Override
    public void store(boolean works, String message) {
        notStored = works ? Optional.empty() : Optional.of(clock.instant());
        if (fails || !works) {
            became(STORING, works, message);
        }
    }

    /** Tells when the first begins to fail, and when none does any more; whoever can store can do everything. */
    private synchronized void became(String what, boolean works, String message) {
        if (!works) {
            failing.add(what);
        } else if (what.equals(STORING)) {
            failing.clear();
        } else {
            failing.remove(what);
        }
        if (fails == failing.isEmpty()) {
            fails = !failing.isEmpty();
            journal.accept(fails ? "the store fails: " + message : "the store works again");
        }
    }

    private static void count(Map<String, LongAdder> counters, String key) {
        counters.computeIfAbsent(key, any -> new LongAdder()).increment();
    }

    /** All of it. */
    String text() {
        StringBuilder out = new StringBuilder();
        family(out, "leeway_requests_total", "counter", "Requests answered, by route and status.");
        requests.forEach((labels, count) -> sample(out, "leeway_requests_total{" + labels + "}", count.sum()));
        family(out, "leeway_refused_total", "counter", "Requests refused, by reason.");
        refused.forEach((reason, count) -> sample(out, "leeway_refused_total{reason=\"" + reason + "\"}", count.sum()));
        family(out, "leeway_deliveries_total", "counter", "Deliveries answered, by what became of them.");
        arrivals.forEach((fate, count) -> sample(out, "leeway_deliveries_total{fate=\"" + fate + "\"}", count.sum()));
        single(
                out,
                "leeway_received_bytes_total",
                "counter",
                "Bytes of bodies as they came over the wire.",
                bytes.sum());
        single(out, "leeway_snapshots_stored_total", "counter", "Snapshots stored.", snapshots.sum());
        single(out, "leeway_failures_total", "counter", "Errors inside the collector.", failures.sum());
        single(out, "leeway_clones_total", "counter", "Keys found on two machines.", clones.sum());
        histogram(out);
        gauges.forEach((name, gauge) ->
                single(out, name, "gauge", gauge.help(), gauge.value().getAsLong()));
        labelled.forEach((name, gauge) -> {
            SortedMap<String, Long> values = gauge.values().get();
            if (!values.isEmpty()) {
                family(out, name, "gauge", gauge.help());
                values.forEach((value, count) ->
                        sample(out, name + "{" + gauge.label() + "=\"" + escaped(value) + "\"}", count));
            }
        });
        single(out, "leeway_store_up", "gauge", "Whether the store did what it should the last time.", fails ? 0 : 1);
        return out.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void histogram(StringBuilder out) {
        String name = "leeway_commit_seconds";
        family(out, name, "histogram", "Time to store one group of deliveries.");
        for (int i = 0; i < BOUNDS.length; i++) {
            String bound = BOUNDS[i] == (long) BOUNDS[i] ? Long.toString((long) BOUNDS[i]) : Double.toString(BOUNDS[i]);
            sample(out, name + "_bucket{le=\"" + bound + "\"}", buckets[i].sum());
        }
        sample(out, name + "_bucket{le=\"+Inf\"}", commits.sum());
        out.append(name).append("_sum ").append(commitNanos.sum() / NANOS).append('\n');
        sample(out, name + "_count", commits.sum());
    }

    private static void single(StringBuilder out, String name, String type, String help, long value) {
        family(out, name, type, help);
        sample(out, name, value);
    }

    private static void family(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder out, String sample, long value) {
        out.append(sample).append(' ').append(value).append('\n');
    }
}

package dev.leeway.collector.testing;

import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A comparison of a test, put together side by side. */
public final class Compared {
    /** The moment every test comparison speaks of. */
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Policy SHIPPED = PolicyReader.shipped();

    private final List<Side> sides = new ArrayList<>();
    private Policy policy = SHIPPED;
    private Instant asOf = NOW;
    private Severity failOn = Severity.MEDIUM;
    private List<AddressPattern> only = List.of();
    private List<AddressPattern> ignore = List.of();
    private List<AddressPattern> allowUnknown = List.of();
    private boolean expandHosts;
    private Optional<Report> previous = Optional.empty();
    private final List<Side> before = new ArrayList<>();
    private Optional<Promotion> promotion = Optional.empty();

    private Compared() {}

    /** A comparison that begins with one environment. */
    public static Compared side(String environment, TestHost... hosts) {
        return new Compared().and(environment, hosts);
    }

    /** Adds an environment. */
    public Compared and(String environment, TestHost... hosts) {
        sides.add(new Side(
                environment, Arrays.stream(hosts).map(TestHost::snapshot).toList()));
        return this;
    }

    /** Adds an environment of snapshots. */
    public Compared snapshots(String environment, List<Snapshot> snapshots) {
        sides.add(new Side(environment, snapshots));
        return this;
    }

    /** A comparison without any side yet. */
    public static Compared nothing() {
        return new Compared();
    }

    /** Lays a policy over the shipped one. */
    public Compared policy(String yaml) {
        return policy(yaml, "leeway.yaml");
    }

    /** Lays a policy that is called {@code name} over the shipped one. */
    public Compared policy(String yaml, String name) {
        try {
            policy = PolicyReader.read(yaml, name);
        } catch (FormatException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        return this;
    }

    /** Sets the moment. */
    public Compared asOf(Instant moment) {
        asOf = moment;
        return this;
    }

    /** Confines the comparison. */
    public Compared only(String... patterns) {
        only = patterns(patterns);
        return this;
    }

    /** Leaves facts out. */
    public Compared ignore(String... patterns) {
        ignore = patterns(patterns);
        return this;
    }

    /** Accepts gaps. */
    public Compared allowUnknown(String... patterns) {
        allowUnknown = patterns(patterns);
        return this;
    }

    /** Tells host facts one by one. */
    public Compared expandHosts() {
        expandHosts = true;
        return this;
    }

    /** Takes ages from an earlier report. */
    public Compared after(Report report) {
        previous = Optional.of(report);
        return this;
    }

    private static List<AddressPattern> patterns(String... texts) {
        return Arrays.stream(texts).map(AddressPattern::parse).toList();
    }

    /** Judges it for a promotion. */
    public Compared promoting(String from, String to) {
        promotion = Optional.of(new Promotion(from, to));
        return this;
    }

    /** Lays earlier snapshots of an environment beside. */
    public Compared before(String environment, TestHost... hosts) {
        before.add(new Side(
                environment, Arrays.stream(hosts).map(TestHost::snapshot).toList()));
        return this;
    }

    /** Runs it. */
    public Report report() {
        ComparisonOptions options =
                new ComparisonOptions(asOf, failOn, only, ignore, allowUnknown, expandHosts, previous).after(before);
        return Comparison.compare(
                sides, policy, CATALOGUE, promotion.map(options::promoting).orElse(options));
    }
}

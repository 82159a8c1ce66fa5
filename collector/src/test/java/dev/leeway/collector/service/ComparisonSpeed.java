package dev.leeway.collector.service;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures one comparison of two snapshots of 100,000 facts with 600 drifts, first in a fresh machine and then again.
 *
 * <p>Run it by hand: the first line is what a command pays.
 */
public final class ComparisonSpeed {
    private static final int SERVICES = 100;
    private static final int VARIABLES = 959;
    private static final int PACKAGES = 4_000;

    private ComparisonSpeed() {}

    /** Prints one line for each run. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        List<Side> sides = List.of(
                new Side("staging", List.of(host("staging", false).snapshot())),
                new Side("prod", List.of(host("prod", true).snapshot())));
        Policy policy = PolicyReader.shipped();
        Catalogue catalogue = CatalogueReader.builtIn();
        for (int run = 0; run < Integer.getInteger("runs", 5); run++) {
            long wall = System.nanoTime();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Report report = Comparison.compare(sides, policy, catalogue, options());
            out.printf(
                    "run %d: %d ms wall, %d ms of this thread, %d drifts, %d causes, %d compared%n",
                    run,
                    (System.nanoTime() - wall) / 1_000_000,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000,
                    report.drifts().size(),
                    report.causes().size(),
                    report.coverage().compared());
        }
    }

    private static ComparisonOptions options() {
        return new ComparisonOptions(
                Compared.NOW, Severity.MEDIUM, List.of(), List.of(), List.of(), false, Optional.empty());
    }

    private static TestHost host(String environment, boolean changed) {
        TestHost host = TestHost.host(environment + "-01").role("web");
        List<Object> packages = new ArrayList<>();
        for (int i = 0; i < PACKAGES; i++) {
            String revision = changed && i % 40 == 0 ? "2" : "1";
            String version = i % 7 + "." + i % 13 + "." + i % 29 + "-" + revision;
            packages.add("deb[library-" + i + "]/version");
            packages.add(new Value.Version(version, VersionScheme.DEB));
        }
        host.section("package", packages.toArray());
        List<Object> index = new ArrayList<>();
        for (int service = 0; service < SERVICES; service++) {
            index.add("service[service-" + service + "]/namedBy");
            index.add("systemd");
            host.section("env[service-" + service + "]", variables(service, changed));
        }
        return host.section("process", index.toArray());
    }

    private static Object[] variables(int service, boolean changed) {
        List<Object> facts = new ArrayList<>();
        for (int i = 0; i < VARIABLES; i++) {
            boolean drifts = changed && i % 192 == service % 192 % 90;
            String value = "value-" + i % 97 + "-of-" + service + (drifts ? "-elsewhere" : "");
            facts.add("SETTING_" + i);
            facts.add(i % 3 == 0 ? (Object) (i + (drifts ? 1 : 0)) : value);
        }
        return facts.toArray();
    }
}

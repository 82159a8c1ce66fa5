package dev.leeway.collector.service;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Report;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures one comparison of two services of 5,000 libraries each, of which all differ, first in a fresh machine and then
 * again.
 *
 * <p>Run it by hand: the first line is what a command pays beyond its start and its reading.
 */
public final class LibrarySpeed {
    private static final int LIBRARIES = 5_000;

    private LibrarySpeed() {}

    /** Prints one line for each run. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        for (boolean released : new boolean[] {true, false}) {
            for (int run = 0; run < Integer.getInteger("runs", 5); run++) {
                Compared compared =
                        Compared.side("staging", shop("a", released, 1)).and("prod", shop("b", released, 0));
                long wall = System.nanoTime();
                long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                Report report = compared.report();
                out.printf(
                        "%s, run %d: %d ms wall, %d ms of this thread, %d drifts, %d causes%n",
                        released ? "with a release" : "without a release",
                        run,
                        (System.nanoTime() - wall) / 1_000_000,
                        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000,
                        report.drifts().size(),
                        report.causes().size());
            }
        }
    }

    private static TestHost shop(String name, boolean released, int step) {
        List<Object> facts = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < LIBRARIES; i++) {
            String key = "org.group" + i % 500 + ":library-" + i;
            order.add(key);
            String path = "maven[" + key + "]/";
            facts.add(path + "content");
            facts.add("sum-" + i + "-" + step);
            facts.add(path + "version");
            facts.add(new Value.Version(i % 9 + "." + i % 13 + "." + (i % 7 + step), VersionScheme.MAVEN));
        }
        facts.add("classpath/order");
        facts.add(Value.ListOf.texts(order));
        TestHost host = TestHost.host(name).section("dependency[shop]", facts.toArray());
        Value own = new Value.Version("1." + step, VersionScheme.MAVEN);
        return released ? host.section("process[shop]", "main/version", own) : host;
    }
}

package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Report;
import org.junit.jupiter.api.Test;

class SharedServicesTest {
    private static TestHost running(String name, String... services) {
        TestHost host = TestHost.host(name).section("os", "architecture", "x86-64");
        for (String service : services) {
            host.section("process[" + service + "]", "replicas", 1);
        }
        return host;
    }

    private static String told(TestHost dev, TestHost prod) {
        Report report = Compared.side("dev", dev).and("prod", prod).report();
        String none = new SharedServices(report).none();
        if (!none.isEmpty()) {
            assertThat(TextReport.render(report, RenderOptions.PLAIN).replaceAll("\\s+", " "))
                    .contains(none);
        }
        return none;
    }

    @Test
    void saysWhereNoServiceWasFound() {
        assertThat(told(running("a"), running("b", "shop")))
                .isEqualTo(
                        "no service was found in dev, so services are not held against each other, and only what each"
                                + " shows by itself is told; what counts as a service: docs/services.md");
    }

    @Test
    void saysThatNamesDoNotMeet() {
        assertThat(told(running("a", "shop-web"), running("b", "web")))
                .startsWith("no service of one runs in another under the same name")
                .contains("'services' in the policy");
    }

    @Test
    void saysNothingWhereServicesAreCompared() {
        assertThat(told(running("a", "shop"), running("b", "shop", "mail"))).isEmpty();
        assertThat(told(running("a"), running("b"))).isEmpty();
    }
}

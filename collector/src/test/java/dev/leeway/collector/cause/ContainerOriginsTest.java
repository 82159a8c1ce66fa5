package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One service in a container, as several probes tell of it. */
class ContainerOriginsTest {
    private static final long MIB = 1L << 20;

    private final List<Object> container = new ArrayList<>();
    private final List<Object> image = new ArrayList<>();
    private final List<Object> process = new ArrayList<>();
    private final List<Object> env = new ArrayList<>();
    private final List<Object> packages = new ArrayList<>();

    private TestHost running(String name, String port, long memory, String content, String timeout) {
        container.clear();
        image.clear();
        process.clear();
        env.clear();
        packages.clear();
        add(
                container,
                "port[" + port.replace("/", "%2F") + "]/published",
                true,
                "port[" + port.replace("/", "%2F") + "]/address",
                "wildcard");
        add(container, "limit/memory", size(memory), "limit/memory-and-swap", size(2 * memory));
        add(container, "image/digest", "sha256:" + content);
        add(image, "repository", "shop/web", "tag", "1.4.2", "content", content, "layers", content.length());
        add(process, "listen", Value.SetOf.texts(List.of("tcp " + port.replace("/tcp", "") + " wildcard")));
        add(process, "cgroup/memory/max", size(memory));
        add(env, "SERVER_PORT", 1, "LOG_LEVEL", "info");
        if (!timeout.isEmpty()) {
            add(env, "PAYMENT_TIMEOUT", timeout);
        }
        add(packages, "deb[openssl]/version", content.length() > 3 ? "3.1" : "3.0");
        return host(name)
                .section("container[shop-web]", container.toArray())
                .section("image[shop-web]", image.toArray())
                .section("process[shop-web]", process.toArray())
                .section("env[shop-web]", env.toArray())
                .section("package[shop-web]", packages.toArray());
    }

    @Test
    void leadsAnImageOfAnotherArchitectureByThat() {
        Report report = side("staging", made("a", "linux/arm64", "c1:a", 100))
                .and("prod", made("b", "linux/amd64", "c1:b", 400))
                .report();

        assertThat(open(report))
                .singleElement()
                .extracting(Cause::summary)
                .asString()
                .startsWith("shop-web: image platform is linux/arm64 in staging, linux/amd64 in prod")
                .contains("c1:a");
    }

    private static TestHost made(String name, String platform, String content, long size) {
        return host(name)
                .section(
                        "image[shop-web]",
                        "repository",
                        "shop/web",
                        "tag",
                        "1.4.2",
                        "content",
                        content,
                        "platform",
                        platform,
                        "size",
                        size(size));
    }

    private static void add(List<Object> facts, Object... more) {
        facts.addAll(List.of(more));
    }

    private static Value.Size size(long mib) {
        return new Value.Size(mib * MIB);
    }

    private static List<Cause> open(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN)
                .toList();
    }

    private Report report(TestHost staging, TestHost prod) {
        return side("staging", staging).and("prod", prod).report();
    }

    @Test
    void tellsAMissingVariableAMovedPortAnotherLimitAndAnotherImageUnderOneTagAsFourCauses() {
        TestHost staging = running("a", "8080/tcp", 256, "abc", "30s");
        TestHost prod = running("b", "8081/tcp", 512, "abcd", "");

        List<Cause> causes = open(report(staging, prod));

        assertThat(causes).extracting(Cause::summary).hasSize(4);
        assertThat(causes).extracting(Cause::summary).anyMatch(line -> line.contains("PAYMENT_TIMEOUT"));
        assertThat(causes).extracting(Cause::summary).anyMatch(line -> line.contains("8080") || line.contains("8081"));
        assertThat(causes).extracting(Cause::summary).anyMatch(line -> line.contains("memory"));
        assertThat(causes).extracting(Cause::summary).anyMatch(line -> line.contains("image"));
    }

    @Test
    void isSilentOfContainersThatAreAlike() {
        TestHost staging = running("a", "8080/tcp", 256, "abc", "30s");
        TestHost prod = running("b", "8080/tcp", 256, "abc", "30s");

        assertThat(report(staging, prod).causes()).isEmpty();
    }

    @Test
    void tellsACompilerInProductionWhateverTheOtherImageHolds() {
        TestHost staging = host("a").section("package[shop-web]", "compilers", Value.SetOf.texts(List.of("gcc")));
        TestHost prod = host("b").section("package[shop-web]", "compilers", Value.SetOf.texts(List.of("gcc")));

        List<Cause> causes = open(report(staging, prod));

        assertThat(causes).hasSize(1);
        assertThat(causes.get(0).severity().text()).isEqualTo("high");
        assertThat(causes.get(0).summary()).contains("shop-web").contains("gcc").contains("prod");
    }

    private static Value version(String text) {
        return new Value.Version(text, VersionScheme.GENERIC);
    }

    private static List<String> told(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition() != Disposition.WITHIN_LEEWAY)
                .map(Cause::summary)
                .toList();
    }

    private static Object[] image(String tag, long mib) {
        return new Object[] {"repository", "shop/web", "tag", version(tag), "content", tag, "size", size(mib)};
    }

    @Test
    void tellsAnotherTagBesideThatTheImageIsFarHeavier() {
        // Sides of no environment: nothing is on its way between them.
        Report report = side("monday", host("a").section("image[web]", image("1.0", 100)))
                .and("tuesday", host("b").section("image[web]", image("1.1", 900)))
                .report();
        assertThat(told(report))
                .singleElement()
                .asString()
                .contains("9.0 times as heavy in tuesday")
                .contains("; image tag is 1.0 in monday, 1.1 in tuesday");
    }

    @Test
    void tellsTwoServicesOfOneImageOnceByName() {
        Report report = side(
                        "staging",
                        host("a").section("image[web]", image("1.0", 100)).section("image[cron]", image("1.0", 100)))
                .and(
                        "prod",
                        host("b").section("image[web]", image("1.0", 900)).section("image[cron]", image("1.0", 900)))
                .report();
        assertThat(told(report))
                .singleElement()
                .asString()
                .contains("the image of cron is 9.0 times as heavy in prod")
                .endsWith("; the same for web");
    }

    @Test
    void tellsOneReleaseOfAnImageForTwoServicesOnce() {
        Report report = side(
                        "staging",
                        host("a").section("image[web]", image("1.1", 100)).section("image[cron]", image("1.1", 100)))
                .and(
                        "prod",
                        host("b").section("image[web]", image("1.0", 100)).section("image[cron]", image("1.0", 100)))
                .report();
        assertThat(told(report))
                .containsExactly("release awaiting promotion: cron: image tag is 1.1 in staging, 1.0 in prod (minor,"
                        + " staging ahead); the same for web");
    }

    @Test
    void keepsTwoServicesOfTwoImagesApart() {
        Report report = side(
                        "staging",
                        host("a").section("image[web]", image("1.0", 100)).section("image[cron]", image("1.0", 100)))
                .and(
                        "prod",
                        host("b").section("image[web]", image("1.0", 900)).section("image[cron]", image("1.0", 800)))
                .report();
        assertThat(told(report)).hasSize(2);
    }

    private static Object[] port(String key, String at) {
        String port = "port[" + key.replace("/", "%2F") + "]/";
        return new Object[] {port + "published", true, port + "host-port", Value.SetOf.texts(List.of(at))};
    }

    @Test
    void tellsAPortThatMovedOnTheHost() {
        Report report = side("staging", host("a").section("container[web]", port("80/tcp", "8080")))
                .and("prod", host("b").section("container[web]", port("80/tcp", "9090")))
                .report();
        assertThat(told(report)).containsExactly("web: port 80/tcp is published at 8080 in staging, at 9090 in prod");
    }

    @Test
    void tellsAPortThatMovedInTheContainerByBothOfItsPlaces() {
        Report report = side("staging", host("a").section("container[web]", port("8080/tcp", "80")))
                .and("prod", host("b").section("container[web]", port("9090/tcp", "80")))
                .report();
        assertThat(told(report))
                .containsExactly("web: port 8080/tcp is published at 80 in staging, not in prod; port 9090/tcp is"
                        + " published at 80 in prod, not in staging");
    }

    private static TestHost offered(String name, Object at, String address) {
        return host(name)
                .section(
                        "container[web]",
                        "port[80%2Ftcp]/published",
                        true,
                        "port[80%2Ftcp]/host-port",
                        at,
                        "port[80%2Ftcp]/address",
                        address);
    }

    @Test
    void tellsWhereAPortIsOfferedBesideWhereItIsPublishedTheGravestFirst() {
        TestHost staging = offered("a", Value.SetOf.texts(List.of("8080")), "loopback");
        TestHost prod = offered("b", Value.SetOf.texts(List.of("9090")), "wildcard");
        String published = "published at 8080 in staging, at 9090 in prod";
        String offered = "offered on loopback in staging, on wildcard in prod";
        assertThat(told(report(staging, prod)))
                .containsExactly("web: port 80/tcp is " + offered + ", and " + published);

        String policy = "rules: [{match: 'container[*]/port[*]/host-port', expect: same, severity: critical}]\n";
        assertThat(told(side("staging", staging)
                        .and("prod", prod)
                        .policy(policy)
                        .report()))
                .containsExactly("web: port 80/tcp is " + published + ", and " + offered);
    }

    @Test
    void tellsTheGravestOfSeveralPortsFirst() {
        TestHost staging = host("a").section("container[web]", both(port("80/tcp", "8080"), port("90/tcp", "8090")));
        TestHost prod = host("b").section("container[web]", both(port("80/tcp", "1080"), port("90/tcp", "1090")));
        String policy = "rules: [{match: 'container[*]/port[90%2Ftcp]/host-port', expect: same, severity: critical}]\n";
        assertThat(told(side("staging", staging)
                        .and("prod", prod)
                        .policy(policy)
                        .report()))
                .containsExactly("web: port 90/tcp is published at 8090 in staging, at 1090 in prod;"
                        + " port 80/tcp is published at 8080 in staging, at 1080 in prod");
    }

    private static Object[] both(Object[] one, Object[] other) {
        List<Object> both = new ArrayList<>(List.of(one));
        both.addAll(List.of(other));
        return both.toArray();
    }

    /** What the process listens on goes with the ports, and may be graver than all of them. */
    @Test
    void tellsWhatIsGraverThanAnyPort() {
        TestHost staging = host("a")
                .section("container[web]", port("80/tcp", "8080"))
                .section("process[web]", "listen", Value.SetOf.texts(List.of("tcp 80 wildcard")));
        TestHost prod = host("b")
                .section("container[web]", port("80/tcp", "9090"))
                .section("process[web]", "listen", Value.SetOf.texts(List.of("tcp 81 wildcard")));
        String policy = "rules: [{match: 'process[*]/listen', expect: same, severity: critical}]\n";
        assertThat(told(side("staging", staging)
                        .and("prod", prod)
                        .policy(policy)
                        .report()))
                .singleElement()
                .asString()
                .startsWith("web: port 80/tcp is published at 8080 in staging, at 9090 in prod; critical: web: listen");
    }

    @Test
    void saysOfPortsThatAreWithheldThatTheyAreOthers() {
        Value one = new Value.Secret(List.of(RandomFleet.tag(0, 1)), Presence.TAGGED);
        Value other = new Value.Secret(List.of(RandomFleet.tag(0, 2)), Presence.TAGGED);
        assertThat(told(report(offered("a", one, "wildcard"), offered("b", other, "wildcard"))))
                .containsExactly(
                        "web: port 80/tcp is published at another port in staging than in prod (both withheld)");
    }
}

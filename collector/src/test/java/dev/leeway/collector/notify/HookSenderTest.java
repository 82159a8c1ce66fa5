package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Target;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks, as real servers take them in. */
class HookSenderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String SECRET = "hunter2-signing-secret";

    @TempDir
    private Path folder;

    private static Delivery test(Target target, Duration... pauses) {
        Notifier notifier = new Notifier(
                List.of(Channels.to("hook", target)),
                new InMemoryNotices(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Optional.empty(),
                Duration.ofSeconds(2),
                List.of(pauses));
        return notifier.test(Optional.empty()).get(0);
    }

    private static Delivery test(String url) {
        return test(Channels.hook(url, Optional.empty(), true, Optional.empty()));
    }

    @Test
    void signsWhatItSends() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        try (HookServer server = HookServer.plain()) {
            Delivery delivery = test(Channels.hook(server.url("/ok?a=b"), Optional.of(secret), true, Optional.empty()));

            assertThat(delivery.detail()).isEqualTo("sent by webhook");
            HookServer.Taken taken = server.taken().get(0);
            assertThat(taken.path()).isEqualTo("/ok?a=b");
            assertThat(taken.headers()).containsEntry("Content-Type", "application/json; charset=utf-8");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = HexFormat.of()
                    .formatHex(
                            mac.doFinal((NOW.getEpochSecond() + "." + taken.body()).getBytes(StandardCharsets.UTF_8)));
            assertThat(taken.headers())
                    .containsEntry("Leeway-Signature", "t=" + NOW.getEpochSecond() + ",v1=" + signed);
            JsonNode body = new ObjectMapper().readTree(taken.body());
            assertThat(body.path("schema").asText()).isEqualTo("leeway/notice/1");
            assertThat(body.path("kind").asText()).isEqualTo("test");
            assertThat(body.path("channel").asText()).isEqualTo("hook");
            assertThat(taken.body()).doesNotContain(SECRET);
        }
    }

    @Test
    void givesTheSameMessageTheSameIdEachTime() throws Exception {
        try (HookServer server = HookServer.plain()) {
            Delivery delivery = test(
                    Channels.hook(server.url("/status/503"), Optional.empty(), true, Optional.empty()),
                    Duration.ofMillis(1),
                    Duration.ofMillis(1));

            assertThat(delivery.detail())
                    .isEqualTo(
                            "not sent by webhook: it answered 503; that is its own failure: look at its messages, or try again later");
            assertThat(server.taken()).hasSize(3);
            assertThat(server.taken().stream().map(taken -> taken.headers().get("Leeway-Delivery")))
                    .allMatch(id -> id.matches("[0-9a-f]{32}"))
                    .containsOnly(server.taken().get(0).headers().get("Leeway-Delivery"));
        }
    }

    /** One that ended over it is followed by one that tells it later, with another head of the log. */
    @Test
    void givesANightTheSameIdWhoeverTellsItAndWhenever() throws Exception {
        try (HookServer server = HookServer.plain()) {
            Target target = Channels.hook(server.url("/ok"), Optional.empty(), true, Optional.empty());
            Night night = new Night(SampleReports.equal(), Duration.ofDays(9));
            Night other = new Night(SampleReports.withHistory(), Duration.ofDays(9));
            later(target, NOW).nightly(night, Optional.of("1:aa"));
            later(target, NOW.plusSeconds(300)).nightly(night, Optional.of("2:bb"));
            later(target, NOW).nightly(other, Optional.of("1:aa"));
            for (int hours : List.of(2, 3, 24)) {
                Instant now = NOW.plus(Duration.ofHours(hours));
                Instant due = hours < 24 ? NOW.plusSeconds(1) : NOW.plus(Duration.ofHours(20));
                later(target, now)
                        .overdue(Notices.overdue(NOW, true, due, Duration.ofHours(1), now)
                                .orElseThrow());
            }

            List<String> ids = server.taken().stream()
                    .map(taken -> String.valueOf(taken.headers().get("Leeway-Delivery")))
                    .toList();
            assertThat(server.taken().get(0).body()).contains("1:aa");
            assertThat(server.taken().get(1).body()).contains("2:bb");
            assertThat(ids).hasSize(6);
            assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
            assertThat(ids.get(3)).isEqualTo(ids.get(4)).isNotEqualTo(ids.get(5));
        }
    }

    private static Notifier later(Target target, Instant moment) {
        NotifyChannel hook = Channels.to("hook", target);
        return new Notifier(
                List.of(new NotifyChannel(
                        hook.name(),
                        target,
                        List.of(),
                        List.of(),
                        hook.severity(),
                        hook.when(),
                        hook.repeat(),
                        hook.resolvedAfter(),
                        hook.quiet(),
                        true)),
                new InMemoryNotices(),
                Clock.fixed(moment, ZoneOffset.UTC),
                Optional.empty(),
                Duration.ofSeconds(2),
                List.of());
    }

    @Test
    void doesNotAskAgainWhoRefuses() throws Exception {
        try (HookServer server = HookServer.plain()) {
            Delivery delivery = test(
                    Channels.hook(server.url("/status/404"), Optional.empty(), true, Optional.empty()),
                    Duration.ofMillis(1));

            assertThat(delivery.detail())
                    .isEqualTo(
                            "not sent by webhook: it refused the message with 404; it knows no such path, or no more: copy the address anew, whole");
            assertThat(server.taken()).hasSize(1);
        }
    }

    /** Whoever tries a channel is not left with a number. */
    @Test
    void namesANextStepWhateverItAnswers() throws Exception {
        try (HookServer server = HookServer.plain()) {
            for (int status : List.of(307, 400, 401, 403, 404, 405, 408, 410, 413, 415, 429, 500, 503)) {
                Delivery delivery = test(server.url("/status/" + status));
                assertThat(delivery.fate()).as("%s", status).isEqualTo(Delivery.Fate.FAILED);
                assertThat(delivery.detail()).contains(" " + status).contains("; ");
            }
        }
        Delivery refused = test("http://127.0.0.1:1/");
        assertThat(refused.detail()).contains("nothing listens there", "; check its address and port");
    }

    @Test
    void followsNobodyElsewhere() throws Exception {
        try (HookServer server = HookServer.plain()) {
            assertThat(test(server.url("/elsewhere")).detail()).contains("it answered 307 and points elsewhere");
            assertThat(server.taken()).extracting(HookServer.Taken::path).containsExactly("/elsewhere");
        }
    }

    @Test
    void waitsNotForEver() throws Exception {
        try (HookServer server = HookServer.plain()) {
            long start = System.nanoTime();
            assertThat(test(server.url("/slow")).detail()).contains("no answer");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void goesNowherePrivateUnlessItMay() throws Exception {
        TestIdentity identity = TestIdentity.in(folder);
        try (HookServer server = HookServer.secure(identity.server())) {
            Optional<Path> authority = Optional.of(identity.certificate());
            assertThat(test(Channels.hook(server.url("/ok"), Optional.empty(), false, authority))
                            .detail())
                    .contains("set allowPrivate: true");
            assertThat(server.taken()).isEmpty();
            assertThat(test(Channels.hook(server.url("/ok"), Optional.empty(), true, authority))
                            .detail())
                    .isEqualTo("sent by webhook");
            assertThat(test(Channels.hook(server.url("/ok"), Optional.empty(), true, Optional.empty()))
                            .detail())
                    .contains("TLS failed");
            String other = server.url("/ok").replace("localhost", "127.0.0.2");
            assertThat(test(Channels.hook(other, Optional.empty(), true, authority))
                            .fate())
                    .isEqualTo(Delivery.Fate.FAILED);
            assertThat(server.taken()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://[fd20:ce::254]/",
                "http://100.100.100.200/",
                "http://0.0.0.0:80/",
                "http://[::]/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://2852039166/"
            })
    void neverGoesToWhereCredentialsAreHandedOut(String url) {
        // The last is an address written as one number, which is no host of a URL for some and 169.254.169.254 for
        // others.
        assertThat(test(url).fate()).isEqualTo(Delivery.Fate.FAILED);
        assertThat(test(url).detail()).containsAnyOf("nothing is ever sent to", "has no address");
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true, true",
        "2606:4700::1111, true, true",
        "127.0.0.1, false, true",
        "::1, false, true",
        "10.1.2.3, false, true",
        "172.16.0.1, false, true",
        "172.32.0.1, true, true",
        "192.168.1.1, false, true",
        "100.64.0.1, false, true",
        "198.18.0.1, false, true",
        "fd12::1, false, true",
        "fec0::1, false, true",
        "::7f00:1, false, true",
        "64:ff9b::a00:1, false, true",
        "2002:c0a8:101::1, false, true",
        "2001:0:4136::1, false, true",
        "169.254.0.1, false, false",
        "240.0.0.1, false, false",
        "fe80::1, false, false",
        "ff02::1, false, false"
    })
    void knowsWhatIsPrivate(String address, boolean everybody, boolean inside) throws Exception {
        assertThat(Reach.PUBLIC.admits(java.net.InetAddress.getByName(address))).isEqualTo(everybody);
        assertThat(Reach.PRIVATE.admits(java.net.InetAddress.getByName(address)))
                .isEqualTo(inside);
    }

    @Test
    void speaksToSlackAndTellsNothingOfItsAddress() throws Exception {
        try (HookServer server = HookServer.plain()) {
            Path url = Files.writeString(folder.resolve("url"), server.url("/ok/" + SECRET) + "\n");
            assertThat(test(Channels.slack(url)).detail()).isEqualTo("sent by slack");
            JsonNode body = new ObjectMapper().readTree(server.taken().get(0).body());
            assertThat(body.path("blocks").get(0).path("text").path("text").asText())
                    .isEqualTo("test of the channel hook");

            Files.writeString(url, server.url("/status/500").replace("/status", "/" + SECRET + "/../status"));
            assertThat(test(Channels.slack(url)).detail()).doesNotContain(SECRET);
            for (String broken : List.of("no url " + SECRET, "https://u:" + SECRET + "@x.example/", "")) {
                Files.writeString(url, broken);
                assertThat(test(Channels.slack(url)).detail())
                        .contains("the file " + url)
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void wantsTlsOnTheWholeNetwork() {
        assertThat(test(Channels.hook("http://8.8.8.8/", Optional.empty(), false, Optional.empty()))
                        .detail())
                .contains("its address has no TLS");
        // That private networks may be reached as well says nothing of the way to others.
        assertThat(test("http://8.8.8.8/").detail()).contains("its address has no TLS");
    }
}

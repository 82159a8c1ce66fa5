package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.MailTarget;
import dev.leeway.collector.config.MailTarget.Security;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.testing.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail, as a real server takes it in. */
class MailSenderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    private Path folder;

    private static Delivery test(MailTarget target) {
        Notifier notifier = new Notifier(
                List.of(Channels.to("platform", target)),
                new InMemoryNotices(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Optional.of("https://leeway.example"),
                Duration.ofSeconds(5),
                List.of());
        return notifier.test(Optional.empty()).get(0);
    }

    private Path password(String text) throws IOException {
        return Files.writeString(folder.resolve("password"), text + "\n");
    }

    @Test
    void arrivesAsAPageAndAsText() throws Exception {
        try (MailServer server = MailServer.plain()) {
            Delivery delivery = test(Channels.mail(server.port(), Security.NONE, Optional.empty(), Optional.empty()));

            assertThat(delivery).isEqualTo(new Delivery("platform", Delivery.Fate.SENT, "sent by mail"));
            assertThat(server.taken()).hasSize(1);
            MailServer.Taken taken = server.taken().get(0);
            assertThat(taken.from()).isEqualTo("leeway@example.com");
            assertThat(taken.message().getSubject()).isEqualTo("Leeway: test of the channel platform");
            assertThat(taken.message().getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("ops@example.com", "team@example.com");
            assertThat(taken.message().getFrom()[0]).hasToString("Leeway <leeway@example.com>");
            assertThat(taken.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(taken.message().getSentDate()).isEqualTo(NOW);
            assertThat(taken.message().getMessageID()).matches("<[0-9a-f-]{36}@example\\.com>");
            assertThat(taken.part(0)).contains("Nothing is the matter", "https://leeway.example");
            assertThat(taken.part(1)).contains("<!DOCTYPE html>", "Nothing is the matter");
        }
    }

    @Test
    void logsInAfterTheConnectionTurnedToTls() throws Exception {
        TestIdentity identity = TestIdentity.in(folder);
        try (MailServer server = MailServer.startTls(identity.server())) {
            Optional<Path> authority = Optional.of(identity.certificate());
            Delivery delivery = test(Channels.mail(
                    server.port(), Security.STARTTLS, Optional.of(password(MailServer.PASSWORD)), authority));
            assertThat(delivery.detail()).isEqualTo("sent by mail");
            assertThat(server.taken()).hasSize(1);

            Delivery refused = test(Channels.mail(
                    server.port(),
                    Security.STARTTLS,
                    Optional.of(password("wrong-" + MailServer.PASSWORD)),
                    authority));
            assertThat(refused.fate()).isEqualTo(Delivery.Fate.FAILED);
            assertThat(refused.detail())
                    .isEqualTo(
                            "not sent by mail: its server refused user and password; check user, and what passwordFile holds");

            Delivery untrusted = test(Channels.mail(
                    server.port(), Security.STARTTLS, Optional.of(password(MailServer.PASSWORD)), Optional.empty()));
            assertThat(untrusted.detail()).contains("TLS failed");
            assertThat(server.taken()).hasSize(1);
        }
    }

    @Test
    void speaksTlsFromTheFirstByte() throws Exception {
        TestIdentity identity = TestIdentity.in(folder);
        try (MailServer server = MailServer.tls(identity.server())) {
            assertThat(test(Channels.mail(
                                    server.port(), Security.TLS, Optional.empty(), Optional.of(identity.certificate())))
                            .detail())
                    .isEqualTo("sent by mail");
            assertThat(test(Channels.mail(server.port(), Security.TLS, Optional.empty(), Optional.empty()))
                            .detail())
                    .contains("TLS failed");
            assertThat(server.taken()).hasSize(1);
        }
    }

    @Test
    void saysNothingToAServerWithoutStartTls() throws Exception {
        try (MailServer server = MailServer.plain()) {
            Delivery delivery = test(Channels.mail(
                    server.port(), Security.STARTTLS, Optional.of(password(MailServer.PASSWORD)), Optional.empty()));

            assertThat(delivery.detail()).contains("its server knows no STARTTLS", "; write security: tls");
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void failsInTimeWhereNobodyAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Delivery delivery =
                    test(Channels.mail(silent.getLocalPort(), Security.STARTTLS, Optional.empty(), Optional.empty()));

            assertThat(delivery.fate()).isEqualTo(Delivery.Fate.FAILED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
        Delivery closed = test(Channels.mail(1, Security.NONE, Optional.empty(), Optional.empty()));
        assertThat(closed.detail()).contains("no connection to its server", "; check host and port");
    }

    @Test
    void tellsTheOthersWhereOneAddressIsRefused() throws Exception {
        try (MailServer server = MailServer.refusing("ops@example.com")) {
            Delivery delivery = test(Channels.mail(server.port(), Security.NONE, Optional.empty(), Optional.empty()));

            assertThat(delivery.detail())
                    .isEqualTo(
                            "sent by mail, though not to all: its server refused an address; the others have it; check to");
            assertThat(server.taken()).extracting(MailServer.Taken::to).containsExactly("team@example.com");
        }
    }

    /** A wrong address is nothing that those who have the mail get it all day for. */
    @Test
    void sendsNothingTwiceWhereOneAddressIsRefused() throws Exception {
        try (MailServer server = MailServer.refusing("ops@example.com")) {
            MailTarget target = Channels.mail(server.port(), Security.NONE, Optional.empty(), Optional.empty());
            InMemoryWays ways = new InMemoryWays();
            Notifier notifier = new Notifier(
                    List.of(Channels.to("platform", target)),
                    new InMemoryNotices(),
                    ways,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    Optional.empty());
            Night night = new Night(SampleReports.withHistory(), Duration.ofDays(9));

            Delivery first = notifier.nightly(night).get(0);
            assertThat(first.fate()).isEqualTo(Delivery.Fate.PARTLY);
            assertThat(first.isOwed()).isFalse();
            assertThat(ways.of("platform").since()).contains(NOW);
            assertThat(ways.of("platform").rests(NOW)).isEmpty();

            assertThat(notifier.nightly(night)).extracting(Delivery::fate).containsExactly(Delivery.Fate.NOTHING);
            assertThat(server.taken()).hasSize(1);
        }
    }

    @Test
    void namesAPasswordFileThatIsGone() {
        Delivery delivery =
                test(Channels.mail(1, Security.NONE, Optional.of(folder.resolve("none")), Optional.empty()));

        assertThat(delivery.detail()).contains("its passwordFile cannot be read");
    }
}

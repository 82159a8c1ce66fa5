package dev.leeway.collector.notify;

import dev.leeway.collector.config.MailTarget;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.config.SecretFile;
import dev.leeway.collector.config.SlackTarget;
import dev.leeway.collector.config.Target;
import dev.leeway.collector.config.WebhookTarget;
import dev.leeway.schema.fact.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Channels to servers of tests. */
final class Channels {
    private Channels() {}

    static NotifyChannel to(String name, Target target) {
        return new NotifyChannel(
                name,
                target,
                List.of(),
                List.of(),
                Severity.INFO,
                EnumSet.allOf(Occasion.class),
                Duration.ofDays(7),
                Optional.empty());
    }

    static MailTarget mail(int port, MailTarget.Security security, Optional<Path> password, Optional<Path> authority) {
        return new MailTarget(
                "localhost",
                port,
                security,
                "leeway@example.com",
                List.of("ops@example.com", "team@example.com"),
                password.map(unused -> MailServer.USER),
                password.map(SecretFile::new),
                authority);
    }

    static WebhookTarget hook(String url, Optional<Path> secret, boolean allowPrivate, Optional<Path> authority) {
        return new WebhookTarget(
                Optional.of(URI.create(url)), Optional.empty(), secret.map(SecretFile::new), allowPrivate, authority);
    }

    static SlackTarget slack(Path url) {
        return new SlackTarget(new SecretFile(url), true, Optional.empty());
    }
}

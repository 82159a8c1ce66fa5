package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.SecretFile;
import dev.leeway.collector.config.SlackTarget;
import dev.leeway.collector.config.WebhookTarget;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.SlackText;
import dev.leeway.collector.digest.WebhookText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends to webhooks: those of chat, and those of programs, which can tell by a signature who sent. */
final class HookSender implements Sender {
    private static final String ALGORITHM = "HmacSHA256";

    private final Post post;
    private final Clock clock;

    HookSender(Post post, Clock clock) {
        this.post = post;
        this.clock = clock;
    }

    @Override
    public void send(NotifyChannel channel, Notice notice) throws NotSentException {
        if (channel.target() instanceof SlackTarget slack) {
            byte[] body = SlackText.of(notice).getBytes(StandardCharsets.UTF_8);
            post.send(url(slack.url()), Map.of(), body, reach(slack.allowPrivate()), slack.authority());
        } else if (channel.target() instanceof WebhookTarget hook) {
            byte[] body = WebhookText.of(notice, channel.name()).getBytes(StandardCharsets.UTF_8);
            byte[] known = WebhookText.of(notice.lasting(), channel.name()).getBytes(StandardCharsets.UTF_8);
            URI url = hook.urlFile().isPresent()
                    ? url(hook.urlFile().get())
                    : hook.url().orElseThrow(() -> new NotSentException("it has no address", false));
            Map<String, String> headers = headers(notice.delivery(), known, body, hook.secret());
            post.send(url, headers, body, reach(hook.allowPrivate()), hook.authority());
        } else {
            throw new IllegalArgumentException("no webhook: " + channel.target().kind());
        }
    }

    private static Reach reach(boolean allowPrivate) {
        return allowPrivate ? Reach.PRIVATE : Reach.PUBLIC;
    }

    /**
     * The same message has the same id, by which who gets it twice knows it again.
     *
     * @param delivery its id, where it has one
     * @param known of the message what is the same each time it is sent, by which it is known otherwise
     */
    private Map<String, String> headers(
            Optional<String> delivery, byte[] known, byte[] body, Optional<SecretFile> secret) throws NotSentException {
        Map<String, String> headers = new TreeMap<>();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(known);
            headers.put("Leeway-Delivery", delivery.orElse(HexFormat.of().formatHex(digest, 0, 16)));
            if (secret.isPresent()) {
                long time = clock.instant().getEpochSecond();
                headers.put("Leeway-Signature", "t=" + time + ",v1=" + signature(secret(secret.get()), time, body));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return headers;
    }

    private static String signature(String secret, long time, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static URI url(SecretFile file) throws NotSentException {
        try {
            URI url = new URI(secret(file));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message repeats the address, which is a secret.
            throw new NotSentException(noUrl(file), false);
        }
        throw new NotSentException(noUrl(file), false);
    }

    private static String noUrl(SecretFile file) {
        return "the file " + file.path() + " holds no address of the web";
    }

    private static String secret(SecretFile file) throws NotSentException {
        try {
            String secret = file.read();
            if (secret.isEmpty()) {
                throw new NotSentException("the file " + file.path() + " is empty", false);
            }
            return secret;
        } catch (IOException e) {
            throw new NotSentException("the file " + file.path() + " cannot be read", false);
        }
    }
}

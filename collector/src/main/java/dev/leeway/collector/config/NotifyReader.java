package dev.leeway.collector.config;

import dev.leeway.collector.config.FileLook.Use;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.YamlNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code notify}: the channels, and whom they tell what. */
final class NotifyReader {
    private static final int MOST_CHANNELS = 100;
    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])(?::([1-9][0-9]{0,4}))?");
    private static final Pattern ON_LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

    private final Faults faults;
    private final NamedFiles files;

    NotifyReader(Faults faults, NamedFiles files) {
        this.faults = faults;
        this.files = files;
    }

    List<NotifyChannel> read(Optional<YamlNode> notify) {
        List<NotifyChannel> channels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (notify.isPresent()) {
            List<YamlNode> items =
                    faults.or(List.of(), () -> notify.get().list().items());
            if (items.size() > MOST_CHANNELS) {
                faults.add(notify.get().place().error("more than " + MOST_CHANNELS + " channels", "tell fewer"));
            }
            for (YamlNode item : items) {
                faults.or(Optional.<NotifyChannel>empty(), () -> channel(item)).ifPresent(channel -> {
                    channels.add(channel);
                    if (!names.add(channel.name())) {
                        faults.add(item.place()
                                .error(
                                        "a second channel named '" + FormatException.shown(channel.name()) + "'",
                                        "give each a name of its own, as 'name: team-shop'"));
                    }
                });
            }
        }
        return channels;
    }

    private Optional<NotifyChannel> channel(YamlNode item) throws FormatException {
        Keys keys = new Keys(
                item.map(),
                faults,
                "name",
                "mail",
                "slack",
                "webhook",
                "owners",
                "environments",
                "severity",
                "when",
                "repeat",
                "resolvedAfter",
                "quiet",
                "auditHead");
        List<String> kinds =
                Stream.of("mail", "slack", "webhook").filter(keys::has).toList();
        if (kinds.size() != 1) {
            throw item.place()
                    .error(
                            kinds.isEmpty() ? "a channel that leads nowhere" : "a channel that leads to several places",
                            "give it one of mail, slack and webhook");
        }
        Optional<Target> target = switch (kinds.get(0)) {
            case "mail" -> mail(keys);
            case "slack" -> slack(keys);
            default -> webhook(keys);
        };
        Set<Occasion> when = EnumSet.allOf(Occasion.class);
        if (keys.has("when")) {
            when.retainAll(keys.words("when", ConfigWords::occasion));
        }
        String name = keys.word("name", kinds.get(0), ConfigWords::name);
        List<String> owners = keys.words("owners", ConfigWords::name);
        List<String> environments = keys.words("environments", ConfigWords::name);
        Severity severity = keys.word("severity", Severity.MEDIUM, ConfigWords::severity);
        var repeat = keys.word("repeat", NotifyChannel.USUAL_REPEAT, ConfigWords::age);
        var resolvedAfter = keys.word("resolvedAfter", NotifyChannel.USUAL_RESOLVED_AFTER, ConfigWords::pause);
        Optional<QuietHours> quiet = quiet(keys);
        boolean auditHead = keys.flag("auditHead", false);
        return target.map(where -> new NotifyChannel(
                name, where, owners, environments, severity, when, repeat, resolvedAfter, quiet, auditHead));
    }

    private static Optional<QuietHours> quiet(Keys keys) {
        Optional<Keys> quiet = keys.inside("quiet", "from", "to", "zone");
        if (quiet.isEmpty()) {
            return Optional.empty();
        }
        quiet.get().require("from");
        quiet.get().require("to");
        Optional<LocalTime> from = quiet.get().word("from", ConfigWords::time);
        Optional<LocalTime> to = quiet.get().word("to", ConfigWords::time);
        ZoneId zone = quiet.get().word("zone", ZoneOffset.UTC, ConfigWords::zone);
        if (from.isPresent() && from.equals(to)) {
            quiet.get().fault("to", "quiet hours that end as they begin", "let them end at another time");
        }
        return from.isPresent() && to.isPresent()
                ? Optional.of(new QuietHours(from.get(), to.get(), zone))
                : Optional.empty();
    }

    private Optional<Target> mail(Keys channel) {
        Optional<Keys> found =
                channel.inside("mail", "server", "security", "from", "to", "user", "passwordFile", "authority");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Keys keys = found.get();
        Stream.of("server", "from", "to").forEach(keys::require);
        MailTarget.Security security = keys.word("security", MailTarget.Security.STARTTLS, ConfigWords::security);
        Optional<Matcher> server = keys.word("server", NotifyReader::server);
        Optional<String> from = keys.word("from", ConfigWords::mailAddress);
        List<String> to = keys.words("to", ConfigWords::mailAddress);
        Optional<String> user = keys.word("user", text -> text);
        Optional<SecretFile> password = secret(keys, "passwordFile", Use.SECRET);
        Optional<Path> authority = files.file(keys, "authority", Use.CERTIFICATES);
        if (keys.has("user") != keys.has("passwordFile")) {
            keys.fault(
                    keys.has("user") ? "user" : "passwordFile",
                    "a login by half",
                    "give user and passwordFile, or neither");
        }
        if (server.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        String host = server.get().group(1);
        if (security == MailTarget.Security.NONE
                && user.isPresent()
                && !ON_LOOPBACK.matcher(host).matches()) {
            keys.fault("security", "a password that would travel in clear", "write starttls or tls");
        }
        String port = server.get().group(2);
        return Optional.of(new MailTarget(
                host,
                port == null ? usualPort(security) : Integer.parseInt(port),
                security,
                from.get(),
                to,
                user,
                password,
                authority));
    }

    private static int usualPort(MailTarget.Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    private static Matcher server(String text) {
        Matcher server = SERVER.matcher(text);
        if (!server.matches() || (server.group(2) != null && Integer.parseInt(server.group(2)) > 65535)) {
            throw new IllegalArgumentException("no mail server; write its name and port, as smtp.example.com:587");
        }
        return server;
    }

    private Optional<Target> slack(Keys channel) {
        Optional<Keys> found = channel.inside("slack", "urlFile", "allowPrivate", "authority");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Keys keys = found.get();
        keys.require("urlFile");
        Optional<SecretFile> url = secret(keys, "urlFile", Use.SECRET_URL);
        boolean allowPrivate = keys.flag("allowPrivate", false);
        Optional<Path> authority = files.file(keys, "authority", Use.CERTIFICATES);
        return url.map(file -> new SlackTarget(file, allowPrivate, authority));
    }

    private Optional<Target> webhook(Keys channel) {
        Optional<Keys> found = channel.inside("webhook", "url", "urlFile", "secretFile", "allowPrivate", "authority");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Keys keys = found.get();
        if (keys.has("url") == keys.has("urlFile")) {
            keys.fault(
                    "url",
                    "a webhook with " + (keys.has("url") ? "two addresses" : "no address"),
                    "give url, or urlFile where it is a secret");
        }
        Optional<URI> url = keys.word("url", ConfigWords::openUrl);
        boolean allowPrivate = keys.flag("allowPrivate", false);
        if (url.filter(each -> "http".equals(each.getScheme())).isPresent() && !allowPrivate) {
            keys.fault(
                    "url",
                    "an address without TLS",
                    "write https://, or allowPrivate: true for a server in a network of your own");
        }
        Optional<SecretFile> urlFile = secret(keys, "urlFile", Use.SECRET_URL);
        Optional<SecretFile> secret = secret(keys, "secretFile", Use.SECRET);
        Optional<Path> authority = files.file(keys, "authority", Use.CERTIFICATES);
        return Optional.of(new WebhookTarget(url, urlFile, secret, allowPrivate, authority));
    }

    private Optional<SecretFile> secret(Keys keys, String key, Use use) {
        return files.file(keys, key, use).map(SecretFile::new);
    }
}

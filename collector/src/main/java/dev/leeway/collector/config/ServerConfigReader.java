package dev.leeway.collector.config;

import dev.leeway.collector.config.FileLook.Use;
import dev.leeway.collector.source.git.GitPolicyException;
import dev.leeway.collector.source.git.GitPolicyName;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a configuration; what it names is looked at through {@link FileLook}. */
final class ServerConfigReader {
    private static final String JDBC = "jdbc:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int MOST_REQUESTS = 1_000_000;

    private final Faults faults = new Faults();
    private final NamedFiles files;
    private final Path directory;

    ServerConfigReader(Path directory, FileLook look) {
        this.directory = directory;
        this.files = new NamedFiles(directory, look);
    }

    /**
     * Reads all of it.
     *
     * @throws ConfigException telling every fault
     */
    ServerConfig read(String yaml, String name) throws ConfigException {
        YamlMap root = root(yaml, name);
        Keys keys = new Keys(
                root, faults, "listen", "url", "tls", "store", "policy", "nightly", "keep", "mirror", "limits",
                "silence", "notify");
        ListenAddress listen = keys.word("listen", ServerConfig.USUAL_LISTEN, ListenAddress::parse);
        Optional<URI> url = keys.word("url", ConfigWords::ownUrl);
        Optional<TlsFiles> tls = tls(keys);
        checkReach(keys, listen, url);
        ServerConfig config = new ServerConfig(
                listen,
                url,
                tls,
                keys.word("store", directory.resolve(ServerConfig.USUAL_STORE).toString(), this::store),
                keys.word("policy", this::policy),
                nightly(keys),
                keep(keys),
                mirror(keys),
                limits(keys),
                keys.word("silence", ServerConfig.USUAL_SILENCE, ConfigWords::age),
                new NotifyReader(faults, files).read(root.find("notify")));
        if (faults.count() > 0) {
            throw new ConfigException(faults.found());
        }
        return config;
    }

    private static YamlMap root(String yaml, String name) throws ConfigException {
        try {
            return YamlReader.read(yaml, name).map();
        } catch (FormatException e) {
            throw new ConfigException(List.of(e));
        }
    }

    /** What others on the network can reach speaks TLS, and agents are told an address that leads to it. */
    private static void checkReach(Keys keys, ListenAddress listen, Optional<URI> url) {
        boolean tls = keys.has("tls");
        if (!listen.isLoopback() && !tls) {
            keys.fault(
                    "listen",
                    "an address that others reach, without TLS",
                    "add 'tls: {certificate: server.pem, key: server.key}', or listen on 127.0.0.1");
        }
        if (listen.isEveryAddress() && !keys.has("url")) {
            keys.fault(
                    "listen",
                    "every address of the machine, and none that agents reach it by",
                    "add 'url: https://NAME:" + listen.port() + "'");
        }
        if (url.filter(each -> "http".equals(each.getScheme())).isPresent() && tls) {
            keys.fault("url", "an address without TLS for a collector with it", "write https://");
        }
    }

    private Optional<TlsFiles> tls(Keys keys) {
        Optional<Keys> tls = keys.inside("tls", "certificate", "key", "clientAuthority");
        if (tls.isEmpty()) {
            return Optional.empty();
        }
        tls.get().require("certificate");
        tls.get().require("key");
        Optional<Path> certificate = files.file(tls.get(), "certificate", Use.CERTIFICATES);
        Optional<Path> key = files.file(tls.get(), "key", Use.KEY);
        Optional<Path> authority = files.file(tls.get(), "clientAuthority", Use.CERTIFICATES);
        return certificate.isPresent() && key.isPresent()
                ? Optional.of(new TlsFiles(certificate.get(), key.get(), authority))
                : Optional.empty();
    }

    private String store(String text) {
        if (!text.startsWith(JDBC)) {
            return files.checked(text, Use.STORE).toString();
        }
        if (!text.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "no kind of store; name a file, jdbc:postgresql://HOST/DATABASE, or a directory");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("@") || lower.contains("password=") || lower.contains("user=")) {
            throw new IllegalArgumentException("a store with a user or password; leave them out here and set"
                    + " LEEWAY_STORE_USER and LEEWAY_STORE_PASSWORD");
        }
        return text;
    }

    private String policy(String text) {
        if (!GitPolicyName.isOne(text)) {
            return files.checked(text, Use.SETTINGS).toString();
        }
        try {
            GitPolicyName.parse(text);
            return text;
        } catch (GitPolicyException e) {
            throw new IllegalArgumentException("no policy in a repository: " + e.getMessage(), e);
        }
    }

    private static Optional<Nightly> nightly(Keys keys) {
        Optional<Keys> nightly = keys.inside("nightly", "at", "zone");
        if (nightly.isEmpty()) {
            return Optional.empty();
        }
        nightly.get().require("at");
        Optional<LocalTime> at = nightly.get().word("at", ConfigWords::time);
        ZoneId zone = nightly.get().word("zone", ZoneOffset.UTC, ConfigWords::zone);
        return at.map(time -> new Nightly(time, zone));
    }

    private static Optional<Keep> keep(Keys keys) {
        Optional<Keys> keep = keys.inside("keep", "for", "newest");
        if (keep.isEmpty()) {
            return Optional.empty();
        }
        keep.get().require("for");
        Optional<Duration> time = keep.get().word("for", ConfigWords::age);
        int newest = keep.get().count("newest", 1, MOST_REQUESTS);
        return time.map(each -> new Keep(each, newest));
    }

    private Optional<MirrorPlan> mirror(Keys keys) {
        Optional<Keys> mirror = keys.inside("mirror", "directory", "every");
        if (mirror.isEmpty()) {
            return Optional.empty();
        }
        mirror.get().require("directory");
        Optional<Path> place = files.file(mirror.get(), "directory", Use.FOLDER);
        Path folder = place.orElse(directory);
        MirrorPlan plan = mirror.get().word("every", MirrorPlan.of(folder, "day"), text -> rhythm(folder, text));
        if (plan.rhythm() == MirrorPlan.Rhythm.REPORT && !keys.has("nightly")) {
            mirror.get()
                    .fault(
                            "every",
                            "a mirror of each nightly report, and none is made",
                            "add 'nightly: {at: \"05:00\"}'");
        }
        return place.map(found -> plan);
    }

    private static MirrorPlan rhythm(Path folder, String text) {
        try {
            return MirrorPlan.of(folder, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "no time to write at; write day, report, or a span of hours, days or weeks, as 1h", e);
        }
    }

    private static Limits limits(Keys keys) {
        Optional<Keys> found = keys.inside("limits", "body", "perAgentPerMinute", "waiting", "requestSeconds");
        if (found.isEmpty()) {
            return Limits.USUAL;
        }
        Keys limits = found.get();
        Limits usual = Limits.USUAL;
        return new Limits(
                limits.word("body", usual.body(), ConfigWords::body),
                limits.count("perAgentPerMinute", usual.perAgentPerMinute(), MOST_REQUESTS),
                limits.count("waiting", usual.waiting(), MOST_REQUESTS),
                Duration.ofSeconds(
                        limits.count("requestSeconds", (int) usual.request().toSeconds(), 3600)));
    }
}

package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.image.ImageProbe;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.selftest.Canary;
import dev.leeway.agent.selftest.Canary.Strength;
import dev.leeway.agent.selftest.CanaryCorpus;
import dev.leeway.agent.selftest.CanaryScanner;
import dev.leeway.agent.snapshot.HostNames;
import dev.leeway.agent.snapshot.ProbeSelection;
import dev.leeway.agent.snapshot.SnapshotLimits;
import dev.leeway.agent.snapshot.SnapshotRequest;
import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.agent.testing.FakeEngine;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every kind wherever people write something into a container or an image: none is in a snapshot, in whatever dress. */
class PlantedSecretsTest {
    private static final int STRIDE = 7;

    @TempDir
    Path directory;

    private final List<String> variables = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>(List.of(quoted("/bin/server")));
    private final List<String> options = new ArrayList<>();
    private final List<String> mounts = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final StringBuilder check = new StringBuilder("true");
    private final StringBuilder compose =
            new StringBuilder("services:\n  shop-api:\n    image: web:1.2\n    environment:\n");

    private static List<Canary> canaries() {
        List<Canary> all = CanaryCorpus.of(11);
        List<Canary> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += STRIDE) {
            if (all.get(i).text().indexOf('\0') < 0) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static String pair(String name, String value) {
        return quoted(name) + ":" + quoted(value);
    }

    private void plant(int number, Canary canary) {
        String text = canary.text();
        variables.add(quoted("PASSWORD_" + number + "=" + text));
        labels.add(pair("password." + number, text));
        options.add(pair("splunk-token-" + number, text));
        steps.add("{\"Size\":1," + pair("CreatedBy", "|1 token=" + text + " /bin/sh -c make") + "}");
        if (text.indexOf(' ') < 0 && text.indexOf('\n') < 0) {
            arguments.add(quoted("--password=" + text));
            check.append(" --token ").append(text);
        }
        if (canary.strength() == Strength.SHAPE) {
            variables.add(quoted("NOTE_" + number + "=" + text));
            labels.add(pair("note." + number, text));
            arguments.add(quoted(text));
            if (text.indexOf('/') < 0) {
                mounts.add("{\"Type\":\"bind\",\"RW\":true," + pair("Destination", "/data/" + number) + ","
                        + pair("Source", "/srv/" + text) + "}");
            }
        }
    }

    /** The Compose file gives the same names the secrets of others, so that both sides are told. */
    private void promise(int number, String text, Canary own) {
        String written = quoted(text.replace("$", "$$"));
        compose.append("      PASSWORD_" + number + ": " + written + "\n");
        if (own.strength() == Strength.SHAPE) {
            compose.append("      NOTE_" + number + ": " + written + "\n");
        }
    }

    private FakeEngine engine(List<Canary> canaries) {
        String shape = canaries.stream()
                .filter(each -> each.strength() == Strength.SHAPE)
                .reduce((first, second) -> second)
                .orElseThrow()
                .text();
        for (int i = 0; i < canaries.size(); i++) {
            plant(i, canaries.get(i));
            promise(i, shape, canaries.get(i));
            shape = canaries.get(i).strength() == Strength.SHAPE
                    ? canaries.get(i).text()
                    : shape;
        }
        labels.add(pair("com.docker.compose.service", "shop-api"));
        labels.add(pair("com.docker.compose.project", "shop"));
        labels.add(pair("com.docker.compose.project.working_dir", "/srv/shop"));
        labels.add(pair("com.docker.compose.project.config_files", "docker-compose.yml"));
        String config = "\"Config\":{\"Image\":\"web:1.2\",\"Env\":[" + String.join(",", variables) + "],\"Labels\":{"
                + String.join(",", labels) + "},\"Cmd\":[" + String.join(",", arguments)
                + "],\"Healthcheck\":{\"Test\":[\"CMD-SHELL\"," + quoted(check.toString()) + "]}}";
        return FakeEngine.start()
                .answer(
                        "/containers/" + FakeEngine.API + "/json",
                        "{\"Id\":\"" + FakeEngine.API + "\",\"Name\":\"/shop-api\",\"State\":{\"Status\":\"running\"},"
                                + "\"Image\":\"" + FakeEngine.IMAGE + "\"," + config
                                + ",\"HostConfig\":{\"LogConfig\":{\"Type\":\"splunk\",\"Config\":{"
                                + String.join(",", options) + "}},\"SecurityOpt\":["
                                + quoted("seccomp={\"note\":"
                                        + quoted(canaries.get(0).text()) + "}")
                                + "]},\"Mounts\":[" + String.join(",", mounts) + "]}")
                .answer(
                        "/images/" + FakeEngine.IMAGE + "/json",
                        "{\"Id\":\"" + FakeEngine.IMAGE + "\",\"RepoTags\":[\"web:1.2\"],"
                                + config.replace("NOTE_", "OTHER_").replace("com.docker.compose.", "org.example.")
                                + "}")
                .answer("/images/" + FakeEngine.IMAGE + "/history", "[" + String.join(",", steps) + "]");
    }

    @Test
    void noneLeaves() throws Exception {
        List<Canary> canaries = canaries();
        assertThat(canaries).hasSizeGreaterThan(200);
        try (FakeEngine engine = engine(canaries)) {
            RedactionRules rules = new RedactionRules(List.of(), List.of());
            for (Redactor redactor : List.of(
                    Redactor.keyless(rules), Redactor.keyed(List.of(FleetKey.generate(new SecureRandom())), rules))) {
                Snapshot snapshot = snapshot(engine, redactor);
                assertThat(facts(snapshot, "container"))
                        .as("facts of the container")
                        .isGreaterThan(canaries.size() * 3);
                assertThat(broken(snapshot)).as("promises that are not kept").isGreaterThan(canaries.size());
                assertThat(facts(snapshot, "image")).as("facts of the image").isGreaterThan(canaries.size() * 2);
                assertThat(CanaryScanner.of(canaries).scan(json(snapshot)))
                        .as("secrets that left")
                        .isEmpty();
            }
        }
    }

    @Test
    void proxiesAndMirrorsOfTheEngineKeepTheirPasswords() throws Exception {
        try (FakeEngine engine = FakeEngine.start()) {
            byte[] json = json(snapshot(engine, Redactor.keyless(new RedactionRules(List.of(), List.of()))));
            assertThat(new String(json, StandardCharsets.UTF_8))
                    .contains("proxy.example")
                    .doesNotContain("planted-secret");
        }
    }

    private Snapshot snapshot(FakeEngine engine, Redactor redactor) throws InterruptedException {
        SnapshotTaker taker = new SnapshotTaker(
                List.of(new ContainerProbe(), new ImageProbe()),
                redactor,
                CatalogueReader::builtIn,
                SnapshotLimits.DEFAULT,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Host header =
                new Host("host", Optional.empty(), Optional.empty(), HostKind.SERVER, Collections.emptySortedMap());
        return taker.take(
                new SnapshotRequest(header, HostNames.NONE, "/", new AgentInfo("test", 0), 0, ProbeSelection.ALL),
                FixtureHost.in(directory)
                        .file("/srv/shop/docker-compose.yml", compose.toString())
                        .engine(new EngineAtSocket(engine.engine())));
    }

    private static long broken(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.sections().get(SectionKey.of("container", "shop-api")))
                .map(section -> {
                    AtomicInteger told = new AtomicInteger();
                    section.facts().forEach((path, value) -> {
                        if (path.startsWith("declared/env[") && path.contains("]/value")) {
                            told.incrementAndGet();
                        }
                    });
                    return told.get();
                })
                .orElse(0);
    }

    private static int facts(Snapshot snapshot, String probe) {
        return Optional.ofNullable(snapshot.sections().get(SectionKey.of(probe, "shop-api")))
                .map(section -> section.facts().size())
                .orElse(0);
    }

    private static byte[] json(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotJson.write(snapshot, out);
        return out.toByteArray();
    }
}

package dev.leeway.agent.probe.container;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.snapshot.HostNames;
import dev.leeway.agent.snapshot.ProbeSelection;
import dev.leeway.agent.snapshot.SnapshotLimits;
import dev.leeway.agent.snapshot.SnapshotRequest;
import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeEngine;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A project of Compose with one container, looked at from its container's side and from its process'. */
final class MadeProject {
    final FixtureHost host;
    final SortedMap<String, String> variables = new TreeMap<>();
    final SortedMap<String, String> labels = new TreeMap<>();
    /** Others that tell of it. */
    final List<Probe> besides = new ArrayList<>();

    final List<String> command = new ArrayList<>(List.of("/bin/server"));
    String image = "shop/web:1.4";
    String ports = "\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"8080\"}]";
    String limits = "\"Memory\":268435456";
    /** More of the engine's answer: of {@code Config}, of {@code HostConfig}, and at its top. */
    String config = "";

    String settings = "";
    String top = "";
    String state = "\"Status\":\"running\",\"Running\":true,\"Pid\":42";
    /** What the probe of variables calls the service. */
    String seenAs = "shop-web";

    MadeProject(Path directory) {
        host = FixtureHost.in(directory);
        labels.put("com.docker.compose.service", "shop-web");
        labels.put("com.docker.compose.project", "shop");
        labels.put("com.docker.compose.project.working_dir", "/srv/shop");
        labels.put("com.docker.compose.project.config_files", "/srv/shop/docker-compose.yml");
    }

    MadeProject file(String path, String text) {
        host.file(path, text);
        return this;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String object(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ":" + quoted(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(MadeProject::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private String inspected() {
        List<String> block = variables.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
        return "{\"Id\":\"" + FakeEngine.WEB + "\",\"Name\":\"/shop-web-1\",\"Image\":\"" + FakeEngine.IMAGE
                + "\",\"State\":{" + state + "},\"Config\":{\"Image\":"
                + quoted(image) + ",\"Env\":" + list(block) + ",\"Labels\":" + object(labels) + ",\"Cmd\":"
                + list(command) + config + "},\"HostConfig\":{\"NetworkMode\":\"shop_default\",\"PortBindings\":{"
                + ports
                + "}," + limits + settings + "}" + top + "}";
    }

    /** As the probe {@code connection} tells of what variables lead to. */
    private FakeProbe targets() {
        return FakeProbe.of(
                "connection",
                (view, out) -> variables.forEach((name, value) -> {
                    String target = value.replaceFirst("^[a-z]+://(?=[^@]*$)", "");
                    if (!target.equals(value)) {
                        out.section("shop-web")
                                .fact(FactPath.of("endpoint", name).child("target"), Observed.text(target));
                    }
                }));
    }

    Snapshot taken(Redactor redactor) throws Exception {
        try (FakeEngine fake = FakeEngine.start()) {
            fake.answer("/containers/" + FakeEngine.WEB + "/json", inspected());
            FakeProbe process = FakeProbe.of(
                    "env",
                    (view, out) -> variables.forEach((name, value) -> out.section(seenAs)
                            .fact(FactPath.of(name), new Observed.Guarded("variable", name, value))));
            List<Probe> probes = new ArrayList<>(List.of(process, targets(), new ContainerProbe()));
            probes.addAll(besides);
            SnapshotTaker taker = new SnapshotTaker(
                    probes,
                    redactor,
                    CatalogueReader::builtIn,
                    SnapshotLimits.DEFAULT,
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
            Host header =
                    new Host("host", Optional.empty(), Optional.empty(), HostKind.SERVER, Collections.emptySortedMap());
            return taker.take(
                    new SnapshotRequest(header, HostNames.NONE, "/", new AgentInfo("test", 0), 0, ProbeSelection.ALL),
                    host.engine(new EngineAtSocket(fake.engine())));
        }
    }

    /** What leaves of the container. */
    Section section() throws Exception {
        SortedMap<SectionKey, Section> sections =
                taken(Redactor.keyless(RedactionRules.published())).sections();
        return Optional.ofNullable(sections.get(SectionKey.of("container", "shop-web")))
                .orElseThrow();
    }

    /** Everything that leaves. */
    String json(Redactor redactor) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotJson.write(taken(redactor), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}

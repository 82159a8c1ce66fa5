package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.collector.sbom.BillSchema;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills of materials that are written of snapshots: valid, honest, and read again as what they were made of. */
class SbomCommandTest {
    private static final Path SAMPLES = Path.of("../samples/sbom");
    private static final String DEV = SAMPLES.resolve("dev.json").toString();
    private static final String PROD = SAMPLES.resolve("prod.json").toString();

    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    private String bill(String snapshot, String name, String... options) {
        String file = folder.resolve(name).toString();
        List<String> words = new ArrayList<>(List.of("sbom", snapshot, "-o", file));
        words.addAll(List.of(options));
        Cli.Result result = cli.run(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCodes.OK);
        assertThat(result.err()).startsWith("leeway: wrote ");
        return file;
    }

    /** A host whose services and libraries need everything that a bill can say. */
    private String whole(String file, Outcome shop, List<String> gaps) throws IOException {
        Map<String, Value> libraries = new TreeMap<>();
        libraries.put("maven[g:a]/version", new Value.SetOf(List.of(maven("1.0"), maven("2.0"))));
        libraries.put("maven[g:a]/content", Value.SetOf.texts(List.of("aa", "bb")));
        libraries.put("maven[shop]/version", maven("3"));
        libraries.put("maven[:shop:exec]/version", maven("3"));
        libraries.put("maven[io.netty:transport:linux-x86_64]/version", maven("4.1"));
        libraries.put("maven[org.ow2.asm:asm]/shaded-in[g:a]", maven("9.7"));
        libraries.put("maven[org.ow2.asm:asm]/shaded-in[plain.jar]", maven("9.6"));
        libraries.put("archive[plain.jar]/content", new Value.Text("cc"));
        libraries.put("npm[@babel%2Fcore]/version", new Value.Version("7.24.0", VersionScheme.SEMVER));
        libraries.put("pypi[flask-login]/version", new Value.Version("0.6", VersionScheme.PEP440));
        libraries.put("nuget[Newtonsoft.Json]/version", new Value.Version("13.0.3", VersionScheme.SEMVER));
        libraries.put("go[github.com%2FBurntSushi%2Ftoml]/version", new Value.Version("v1.3.2", VersionScheme.GO));
        libraries.put("go/toolchain", new Value.Version("1.22.1", VersionScheme.GENERIC));
        libraries.put("classpath/order", Value.ListOf.texts(List.of("shop")));
        Map<String, Value> other = Map.of("maven[g:a]/version", maven("1.0"), "maven[g:a]/content", text("dd"));
        Map<String, Value> packages = Map.of(
                "deb[linux-image-amd64@abi]/version",
                new Value.Version("6.1.0-21", VersionScheme.DEB),
                "rpm[openssl]/version",
                new Value.Version("1:3.0.7", VersionScheme.RPM),
                "rpm[openssl]/architecture",
                text("i686"));
        List<Section> sections = List.of(
                section("dependency", Outcome.COLLECTED, Map.of("maven[g:host]/version", maven("5")), List.of()),
                section("dependency[shop]", shop, shop.observed() ? libraries : Map.of(), gaps),
                section("dependency[tax]", Outcome.COLLECTED, other, List.of()),
                section(
                        "os",
                        Outcome.COLLECTED,
                        Map.of(
                                "distribution/id",
                                text("debian"),
                                "distribution/version",
                                new Value.Version("12", VersionScheme.GENERIC)),
                        List.of()),
                section("package", Outcome.COLLECTED, packages, List.of()));
        Host host = new Host("web-01", Optional.of("prod"), Optional.empty(), HostKind.SERVER, new TreeMap<>());
        Snapshot snapshot = Snapshots.of(
                1, host, SampleSnapshots.TAKEN, SampleSnapshots.TAKEN, "/", new AgentInfo("1.0.0", 0), sections);
        return SampleSnapshots.write(folder.resolve(file), snapshot).toString();
    }

    private String whole() throws IOException {
        return whole("whole.json", Outcome.COLLECTED, List.of());
    }

    private static Value maven(String version) {
        return new Value.Version(version, VersionScheme.MAVEN);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Section section(String key, Outcome outcome, Map<String, Value> facts, List<String> gaps) {
        SortedMap<FactPath, Value> byPath = new TreeMap<>();
        SortedMap<String, String> evidence = new TreeMap<>();
        facts.forEach((path, value) -> byPath.put(FactPath.parse(path), value));
        if (facts.containsKey("maven[g:a]/version")) {
            evidence.put("maven[g:a]/version", "lib/a.jar (file name, guess)");
            evidence.put("npm[@babel%2Fcore]/version", "node_modules/@babel/core");
        }
        return Sections.of(
                SectionKey.parse(key),
                1,
                outcome,
                Facts.of(byPath),
                gaps.stream()
                        .map(gap -> new Uncovered(AddressPattern.parse(gap), "permission"))
                        .toList(),
                evidence,
                outcome == Outcome.COLLECTED ? Optional.empty() : Optional.of("not permitted"));
    }

    private static JsonNode tree(String file) throws IOException {
        return BillSchema.tree(Files.readString(Path.of(file)));
    }

    private Report compared(String one, String other) throws Exception {
        Cli.Result result = cli.run("diff", one, other, "--format", "json");
        assertThat(result.err()).isEmpty();
        return ReportJson.read(new ByteArrayInputStream(result.out().getBytes(StandardCharsets.UTF_8)), "report");
    }

    private static List<String> libraries(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.address().text().matches("dependency\\[[^]]+]/[a-z]+\\[.*]/(version|content)"))
                .map(drift -> drift.address().text() + " " + drift.state() + " "
                        + drift.values().stream()
                                .map(each -> String.valueOf(each.value()))
                                .toList())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.5", "1.6"})
    void isValidByThePublishedSchemaOfEveryVersion(String version) throws IOException {
        BillSchema schema = BillSchema.of(version);
        List<String> bills = List.of(
                bill(PROD, "a.cdx.json", "--spec", version, "--service", "shop-web"),
                bill(whole(), "b.cdx.json", "--spec", version, "--packages"),
                bill(whole(), "c.cdx.json", "--spec", version, "--service", "shop"));
        for (String bill : bills) {
            String json = Files.readString(Path.of(bill));
            assertThat(json).contains("\"specVersion\":\"" + version + "\"");
            assertThat(schema.complaints(json)).isEmpty();
            assertThat(schema.complaints(json.replace("\"type\":\"application\"", "\"type\":\"nonsense\"")))
                    .isNotEmpty();
        }
    }

    @Test
    void writesTheSameBytesAgainAndAnotherNumberForAnotherBill() throws IOException {
        String one = Files.readString(Path.of(bill(whole(), "a.json")));
        assertThat(Files.readString(Path.of(bill(whole(), "b.json")))).isEqualTo(one);
        assertThat(cli.run("sbom", whole()).out()).isEqualTo(one);
        String packed = whole("packed.json.gz", Outcome.COLLECTED, List.of());
        assertThat(cli.run("sbom", packed).out()).isEqualTo(one);
        byte[] bytes = Files.readAllBytes(Path.of(whole()));
        assertThat(cli.reading(new ByteArrayInputStream(bytes)).run("sbom", "-").out())
                .isEqualTo(one);
        JsonNode first = BillSchema.tree(one);
        JsonNode second = tree(bill(whole(), "c.json", "--service", "tax"));
        assertThat(first.path("serialNumber").asText()).startsWith("urn:uuid:");
        assertThat(second.path("serialNumber")).isNotEqualTo(first.path("serialNumber"));
        assertThat(first.at("/metadata/timestamp").asText()).isEqualTo(SampleSnapshots.TAKEN.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.5", "1.6"})
    void isReadAgainAsTheServiceItWasMadeOf(String version) throws Exception {
        for (String[] pair : new String[][] {{PROD, "shop-web"}, {whole(), "shop"}, {whole(), "tax"}}) {
            String bill = bill(pair[0], "bill.json", "--service", pair[1], "--spec", version);
            Cli.Result result = cli.run("diff", pair[0], bill);
            assertThat(result.code()).as(result.out() + result.err()).isZero();
            assertThat(result.unbroken()).contains("No drift", "Parity 100.0 %");
            assertThat(compared(pair[0], bill).drifts()).isEmpty();
        }
        String bill = bill(PROD, "bill.json", "--service", "shop-web", "--spec", version);
        assertThat(cli.run("diff", PROD, bill).unbroken()).contains("observed 100.0 %");
    }

    @Test
    void isReadAgainAsTheHostItWasMadeOf() throws Exception {
        String bill = bill(whole(), "bill.json", "--packages");
        Cli.Result result = cli.run("diff", whole(), bill);
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(compared(whole(), bill).drifts()).isEmpty();
        assertThat(cli.run("diff", whole(), bill, "--host").code()).isZero();
    }

    @Test
    void listsAPackageWhoseVersionIsNotToldAndLeavesThatUnknown() throws Exception {
        Map<String, Value> libraries = Map.of(
                "maven[g:a]/version",
                maven("1.0"),
                "npm[ms]/version",
                new Value.Version("2.0.0", VersionScheme.SEMVER),
                "npm[x]/version",
                Value.Secret.of(Presence.LOW_ENTROPY),
                "npm[y]/version",
                new Value.SetOf(List.of(
                        new Value.Version("1.0.0", VersionScheme.SEMVER), Value.Secret.of(Presence.LOW_ENTROPY))));
        Host host = new Host("web-01", Optional.of("prod"), Optional.empty(), HostKind.SERVER, new TreeMap<>());
        Snapshot snapshot = Snapshots.of(
                1,
                host,
                SampleSnapshots.TAKEN,
                SampleSnapshots.TAKEN,
                "/",
                new AgentInfo("1.0.0", 0),
                List.of(section("dependency[shop]", Outcome.COLLECTED, libraries, List.of())));
        String taken =
                SampleSnapshots.write(folder.resolve("withheld.json"), snapshot).toString();
        String bill = bill(taken, "withheld.cdx.json", "--service", "shop");
        assertThat(Files.readString(Path.of(bill))).contains("\"pkg:npm/x\"", "\"pkg:npm/y\"", "pkg:npm/y@1.0.0");
        assertThat(compared(bill, taken).drifts()).isEmpty();
        assertThat(compared(taken, bill).drifts()).isEmpty();
    }

    @Test
    void tellsTheSameDriftsAsTheSnapshots() throws Exception {
        List<String> drifts = libraries(compared(DEV, PROD));
        assertThat(drifts).hasSizeGreaterThan(3);
        String dev = bill(DEV, "dev.cdx.json", "--service", "shop-web");
        String prod = bill(PROD, "prod.cdx.json", "--service", "shop-web");
        assertThat(libraries(compared(dev, prod))).isEqualTo(drifts);
        assertThat(libraries(compared(bill(DEV, "d.json"), bill(PROD, "p.json"))))
                .isEqualTo(drifts);
        assertThat(cli.run("diff", dev, prod).unbroken()).contains("in dev", "in prod");
    }

    @Test
    void listsWhatServicesAndTheHostAreMadeOf() throws IOException {
        JsonNode bill = tree(bill(whole(), "bill.json", "--packages"));
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("web-01");
        assertThat(bill.findValuesAsText("purl"))
                .containsExactlyInAnyOrder(
                        "pkg:deb/debian/linux-image-amd64@6.1.0-21?distro=debian-12",
                        "pkg:golang/github.com/BurntSushi/toml@v1.3.2",
                        "pkg:golang/stdlib@1.22.1",
                        "pkg:maven/g/a@1.0",
                        "pkg:maven/g/a@1.0",
                        "pkg:maven/g/a@2.0",
                        "pkg:maven/g/host@5",
                        "pkg:maven/io.netty/transport@4.1?classifier=linux-x86_64",
                        "pkg:maven/org.ow2.asm/asm@9.6",
                        "pkg:maven/org.ow2.asm/asm@9.7",
                        "pkg:maven/shop/shop@3",
                        "pkg:maven/shop/shop@3?classifier=exec",
                        "pkg:npm/%40babel/core@7.24.0",
                        "pkg:nuget/Newtonsoft.Json@13.0.3",
                        "pkg:pypi/flask-login@0.6",
                        "pkg:rpm/debian/openssl@3.0.7?arch=i686&distro=debian-12&epoch=1");
        assertThat(bill.findValuesAsText("bom-ref")).doesNotHaveDuplicates();
        assertThat(bill.path("dependencies").findValuesAsText("ref"))
                .containsExactly("host:web-01", "service:shop", "service:tax");
        assertThat(bill.at("/dependencies/2/dependsOn").toString()).isEqualTo("[\"pkg:maven/g/a@1.0#dd\"]");
        assertThat(bill.at("/dependencies/0/dependsOn").toString())
                .contains("service:shop", "service:tax", "pkg:maven/g/host@5", "pkg:deb/debian")
                .doesNotContain("babel");
        assertThat(bill.findValues("hashes")).isEmpty();
        assertThat(bill.findValues("licenses")).isEmpty();
        assertThat(tree(bill(whole(), "plain.json")).toString()).doesNotContain("pkg:deb", "pkg:rpm");
    }

    @Test
    void tellsHowSurelyAPackageIsKnownWhereTheSnapshotDoes() throws IOException {
        JsonNode bill = tree(bill(whole(), "bill.json", "--service", "tax"));
        JsonNode identity = bill.at("/components/0/evidence/identity/0");
        assertThat(identity.path("field").asText()).isEqualTo("purl");
        assertThat(identity.path("confidence").asDouble()).isEqualTo(0.4);
        assertThat(identity.at("/methods/0/technique").asText()).isEqualTo("filename");
        assertThat(bill.at("/components/0/evidence/occurrences/0/location").asText())
                .isEqualTo("lib/a.jar");
        assertThat(tree(bill(PROD, "prod.json")).findValuesAsText("technique"))
                .contains("manifest-analysis", "filename");
        for (JsonNode component :
                tree(bill(whole(), "shop.json", "--service", "shop")).path("components")) {
            if (component.path("name").asText().equals("core")) {
                assertThat(component.at("/evidence/identity").isMissingNode()).isTrue();
                assertThat(component.at("/evidence/occurrences/0/location").asText())
                        .isEqualTo("node_modules/@babel/core");
            }
        }
    }

    private static String aggregate(JsonNode bill, String ref) {
        for (JsonNode composition : bill.path("compositions")) {
            for (JsonNode member : composition.path("assemblies")) {
                if (member.asText().equals(ref)) {
                    return composition.path("aggregate").asText();
                }
            }
        }
        return "";
    }

    @Test
    void saysWhatItMayLack() throws IOException {
        JsonNode plain = tree(bill(whole(), "plain.json"));
        assertThat(aggregate(plain, "service:shop")).isEqualTo("complete");
        assertThat(aggregate(plain, "host:web-01")).isEqualTo("incomplete");
        assertThat(aggregate(tree(bill(whole(), "p.json", "--packages")), "host:web-01"))
                .isEqualTo("complete");
        for (String gap : List.of("maven[*]/version", "**", "pypi[x]/**", "archive[*]/**")) {
            String partial = whole("partial.json", Outcome.PARTIAL, List.of("dependency[shop]/" + gap));
            Cli.Result result = cli.run("sbom", partial, "--service", "shop");
            assertThat(result.code()).isEqualTo(ExitCodes.OK);
            assertThat(result.err()).contains("not everything could be seen of shop");
            assertThat(aggregate(BillSchema.tree(result.out()), "service:shop")).isEqualTo("incomplete");
            assertThat(aggregate(BillSchema.tree(cli.run("sbom", partial).out()), "service:tax"))
                    .isEqualTo("complete");
        }
        for (String gap : List.of("classpath/**", "maven[*]/declared", "file[x]/**", "maven[g:a]/content")) {
            String partial = whole("partial.json", Outcome.PARTIAL, List.of("dependency[shop]/" + gap));
            assertThat(aggregate(tree(bill(partial, "x.json", "--service", "shop")), "service:shop"))
                    .as(gap)
                    .isEqualTo("complete");
        }
    }

    @Test
    void endsWithThreeWhereWhatWasAskedForWasNotSeen() throws IOException {
        String refused = whole("refused.json", Outcome.REFUSED, List.of());
        for (String[] options : new String[][] {{"sbom", refused, "--service", "shop"}, {"sbom", refused}}) {
            Cli.Result result = cli.run(options);
            assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
            assertThat(result.err()).contains("not seen: shop: dependency[shop] refused, not permitted");
            assertThat(aggregate(BillSchema.tree(result.out()), "service:shop")).isEqualTo("incomplete");
        }
        assertThat(cli.run("sbom", refused, "--service", "tax").code()).isZero();
    }

    private void refuses(String message, String... arguments) {
        Cli.Result result = cli.run(arguments);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message);
    }

    @Test
    void refusesWhatItCannotMakeABillOf() throws IOException {
        String snapshot = whole();
        refuses("'shopp' is made of; it has: shop, tax", "sbom", snapshot, "--service", "shopp");
        String other = cli.snapshot("old.json", "web-01", "prod", "info");
        refuses("leeway-agent snapshot --only dependency", "sbom", other);
        refuses("leeway-agent snapshot --only dependency", "sbom", other, "--service", "shop-web");
        refuses("is a bill of materials;", "sbom", bill(snapshot, "bill.json"));
        refuses("is a directory", "sbom", folder.toString());
        refuses("there is no such file", "sbom", folder.resolve("none").toString());
        refuses("choose from 1.4, 1.5, 1.6", "sbom", snapshot, "--spec", "2.0");
        refuses("Name a snapshot", "sbom");
        refuses("leave out one of the two", "sbom", snapshot, "--service", "shop", "--packages");
        refuses("is one of the inputs", "sbom", snapshot, "-o", snapshot);
        refuses("its directory does not exist", "sbom", snapshot, "-o", snapshot + "/x");
    }
}

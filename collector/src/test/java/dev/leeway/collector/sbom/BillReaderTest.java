package dev.leeway.collector.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillReaderTest {
    private static final Instant UNDATED = Instant.parse("2026-11-21T08:00:00Z");
    private static final SectionKey SHOP = SectionKey.of("dependency", "shop-web");

    private static ReadBill read(String json, Optional<String> service) throws FormatException {
        ByteArrayInputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return BillReader.read(in, "a.cdx.json", new BillOptions(service, UNDATED));
    }

    private static ReadBill read(String json) throws FormatException {
        return read(json, Optional.empty());
    }

    private static String bill(String subject, String... components) {
        return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"metadata\":{\"timestamp\":\"2026-11-20T10:00:00+02:00\","
                + "\"tools\":{\"components\":[{\"type\":\"application\",\"name\":\"maker\",\"version\":\"3.1\"}]}"
                + (subject.isEmpty() ? "" : ",\"component\":" + subject)
                + "},\"components\":["
                + String.join(",", components)
                + "]}";
    }

    private static String subject(String type, String name) {
        return "{\"type\":\"" + type + "\",\"name\":\"" + name + "\",\"bom-ref\":\"root\"}";
    }

    private static String library(String purl) {
        return "{\"type\":\"library\",\"group\":\"g\",\"name\":\"n\",\"purl\":\"" + purl + "\"}";
    }

    private static Map<String, String> facts(ReadBill bill, SectionKey key) {
        Map<String, String> facts = new TreeMap<>();
        Section section = bill.snapshot().sections().get(key);
        assertThat(section).as(key.text()).isNotNull();
        section.facts().forEach((path, value) -> facts.put(path, value.display()));
        return facts;
    }

    private static final String SUBJECT = subject("application", "shop-web");

    @Test
    void callsPackagesAsAgentsDo() throws FormatException {
        ReadBill bill = read(bill(
                SUBJECT,
                library("pkg:maven/org.slf4j/slf4j-api@2.0.17?type=jar"),
                library("pkg:maven/io.netty/netty-transport@4.1.0?classifier=linux-x86_64&type=jar"),
                library("pkg:pypi/Flask_Login.Extra@0.6"),
                library("pkg:npm/%40babel/core@7.24.0"),
                library("pkg:golang/github.com/BurntSushi/toml@v1.3.2"),
                library("pkg:golang/stdlib@go1.22.1"),
                library("pkg:nuget/Newtonsoft.Json@13.0.3"),
                library("pkg:conda/numpy@1.26.4"),
                library("pkg:deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64"),
                library("pkg:rpm/redhat/openssl@3.0.7-24.el9?epoch=1"),
                library("pkg:apk/alpine/musl@1.2.4-r2")));
        assertThat(facts(bill, SHOP))
                .containsOnly(
                        Map.entry("conda[numpy]/version", "1.26.4"),
                        Map.entry("go/toolchain", "1.22.1"),
                        Map.entry("go[github.com%2FBurntSushi%2Ftoml]/version", "v1.3.2"),
                        Map.entry("maven[io.netty:netty-transport:linux-x86_64]/version", "4.1.0"),
                        Map.entry("maven[org.slf4j:slf4j-api]/version", "2.0.17"),
                        Map.entry("npm[@babel%2Fcore]/version", "7.24.0"),
                        Map.entry("nuget[Newtonsoft.Json]/version", "13.0.3"),
                        Map.entry("pypi[flask-login-extra]/version", "0.6"));
        assertThat(facts(bill, SectionKey.of("package")))
                .containsOnly(
                        Map.entry("apk[musl]/version", "1.2.4-r2"),
                        Map.entry("deb[openssl]/version", "3.0.11-1~deb12u2"),
                        Map.entry("rpm[openssl]/version", "1:3.0.7-24.el9"));
    }

    private static String found(String purl, String by) {
        return "{\"type\":\"library\",\"name\":\"n\",\"purl\":\"" + purl
                + "\",\"properties\":[{\"name\":\"syft:package:foundBy\",\"value\":\"" + by + "\"}]}";
    }

    @Test
    void takesWhatWasFoundInLockAndBuildFilesForDeclared() throws FormatException {
        ReadBill bill = read(bill(
                SUBJECT,
                found("pkg:npm/debug@4.4.0", "javascript-lock-cataloger"),
                found("pkg:npm/debug@4.3.0", "javascript-package-cataloger"),
                found("pkg:npm/%40acme/shop-web@1.0.0", "javascript-lock-cataloger"),
                found("pkg:pypi/Flask_Cors@5.0.0", "python-package-cataloger"),
                found("pkg:pypi/zipp@3.21.0", "python-installed-package-cataloger"),
                found("pkg:maven/org.slf4j/slf4j-api@2.0.17", "java-pom-cataloger"),
                found("pkg:golang/example.org/toml@v1.3.2", "go-module-file-cataloger"),
                found("pkg:nuget/Newtonsoft.Json@13.0.3", "dotnet-packages-lock-cataloger")));
        assertThat(facts(bill, SHOP))
                .containsOnly(
                        Map.entry("go[example.org%2Ftoml]/declared", "v1.3.2"),
                        Map.entry("maven[org.slf4j:slf4j-api]/declared", "2.0.17"),
                        Map.entry("npm[debug]/declared", "4.4.0"),
                        Map.entry("npm[debug]/version", "4.3.0"),
                        Map.entry("nuget[Newtonsoft.Json]/declared", "13.0.3"),
                        Map.entry("pypi[flask-cors]/declared", "5.0.0"),
                        Map.entry("pypi[zipp]/version", "3.21.0"));
        Section section = bill.snapshot().sections().get(SHOP);
        assertThat(section).isNotNull();
        assertThat(covers(section, "dependency[shop-web]/maven[g:a]/declared")).isTrue();
        assertThat(covers(section, "dependency[shop-web]/maven[g:a]/version")).isFalse();
        assertThat(bill.scope().aspects())
                .containsExactly("npm and pypi versions", "go, maven, npm, nuget and pypi declared versions");
    }

    @Test
    void makesASetOfSeveralVersionsAndTakesNestedComponentsAlong() throws FormatException {
        ReadBill bill = read(bill(
                SUBJECT,
                library("pkg:npm/ms@2.0.0"),
                "{\"type\":\"library\",\"name\":\"x\",\"purl\":\"pkg:npm/x@1.0.0\",\"components\":["
                        + library("pkg:npm/ms@2.1.3") + "," + library("pkg:npm/ms@2.0.0") + "]}"));
        assertThat(facts(bill, SHOP))
                .containsOnly(Map.entry("npm[ms]/version", "{2.0.0, 2.1.3}"), Map.entry("npm[x]/version", "1.0.0"));
    }

    @Test
    void saysNothingOfWhatABillCannotKnow() throws FormatException {
        Section section = read(bill(SUBJECT, library("pkg:npm/ms@2.0.0")))
                .snapshot()
                .sections()
                .get(SHOP);
        assertThat(section).isNotNull();
        assertThat(section.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(covers(section, "dependency[shop-web]/npm[ms]/declared")).isFalse();
        assertThat(covers(section, "dependency[shop-web]/maven[g:a]/version")).isFalse();
        assertThat(covers(section, "dependency[shop-web]/classpath/order")).isFalse();
        assertThat(covers(section, "dependency[shop-web]/archive[x]/content")).isFalse();
        assertThat(covers(section, "dependency[shop-web]/npm[other]/version")).isTrue();
        assertThat(section.evidence()).containsEntry("npm[ms]/version", "pkg:npm/ms@2.0.0 (maker 3.1)");
    }

    private static boolean covers(Section section, String address) {
        return section.uncovered().stream().noneMatch(gap -> gap.pattern().matches(address));
    }

    @Test
    void believesABillThatSaysItIsIncomplete() throws FormatException {
        String whole = bill(SUBJECT, library("pkg:npm/ms@2.0.0"));
        for (String composition : new String[] {
            "{\"aggregate\":\"incomplete\"}",
            "{\"aggregate\":\"incomplete_third_party_only\",\"assemblies\":[\"root\"]}",
            "{\"aggregate\":\"unknown\",\"dependencies\":[\"root\"]}"
        }) {
            String json = whole.substring(0, whole.length() - 1) + ",\"compositions\":[" + composition + "]}";
            Section section = read(json).snapshot().sections().get(SHOP);
            assertThat(section).isNotNull();
            assertThat(covers(section, "dependency[shop-web]/npm[other]/version"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application,shop-web,shop-web,-",
                "application,@acme/shop-web,shop-web,-",
                "library,shop-web-1.4.2-SNAPSHOT.jar,shop-web,-",
                "application,github.com/acme/shop-web,shop-web,-",
                "container,example.org:5000/acme/shop-web:1.4@sha256:00,shop-web,a container image",
                "container,shop-web:latest,shop-web,a container image",
                "file,/opt/shop/shop-web-1.4.2/,shop-web,a file or directory",
                "file,/opt/app,-,a file or directory",
                "file,.,-,a file or directory"
            })
    void namesTheServiceByItsSubject(String type, String name, String service, String guessed) throws FormatException {
        BillScope scope =
                read(bill(subject(type, name), library("pkg:npm/ms@2.0.0"))).scope();
        assertThat(scope.services())
                .isEqualTo(Optional.ofNullable(service).stream().toList());
        assertThat(scope.guessed()).isEqualTo(Optional.ofNullable(guessed));
    }

    @Test
    void letsTheUserNameTheServiceWhateverTheBillSays() throws FormatException {
        for (String subject : new String[] {"", SUBJECT, subject("operating-system", "debian")}) {
            BillScope scope = read(bill(subject, library("pkg:npm/ms@2.0.0")), Optional.of("mine"))
                    .scope();
            assertThat(scope.services()).containsExactly("mine");
            assertThat(scope.guessed()).isEmpty();
        }
    }

    @Test
    void givesLibrariesOfAWholeMachineToNoService() throws FormatException {
        ReadBill bill = read(bill(
                subject("operating-system", "debian"),
                library("pkg:npm/ms@2.0.0"),
                library("pkg:deb/debian/libc6@2.36")));
        assertThat(bill.scope().services()).isEmpty();
        assertThat(bill.scope().libraries()).isEmpty();
        assertThat(bill.scope().unplaced()).isEqualTo(1);
        assertThat(facts(bill, SectionKey.of("package"))).containsOnlyKeys("deb[libc6]/version");
    }

    @Test
    void countsTheSubjectItselfOnlyWhereItIsAnArchive() throws FormatException {
        String archive = "{\"type\":\"application\",\"group\":\"acme\",\"name\":\"shop-web\",\"purl\":"
                + "\"pkg:maven/acme/shop-web@1.4.2?type=jar\"}";
        assertThat(facts(read(bill(archive, library("pkg:maven/g/a@1"))), SHOP))
                .containsKey("maven[acme:shop-web]/version");
        String program = "{\"type\":\"application\",\"name\":\"shop-web\",\"purl\":\"pkg:npm/shop-web@1.4.2\"}";
        assertThat(facts(read(bill(program, library("pkg:npm/ms@1.0.0"))), SHOP))
                .containsOnlyKeys("npm[ms]/version");
    }

    @Test
    void takesAGroupThatWasMadeUpOfTheNameForNone() throws FormatException {
        String invented = "{\"type\":\"library\",\"name\":\"shop\",\"purl\":\"pkg:maven/shop/shop@1\"}";
        String real =
                "{\"type\":\"library\",\"group\":\"junit\",\"name\":\"junit\",\"purl\":\"pkg:maven/junit/junit@4\"}";
        String variant = "{\"type\":\"library\",\"name\":\"web\",\"purl\":\"pkg:maven/web/web@1?classifier=exec\"}";
        assertThat(facts(read(bill(SUBJECT, invented, real, variant)), SHOP))
                .containsOnlyKeys("maven[shop]/version", "maven[junit:junit]/version", "maven[:web:exec]/version");
    }

    @Test
    void countsWhatItCannotPlaceAndPassesOverWhatIsNotDeployed() throws FormatException {
        ReadBill bill = read(bill(
                SUBJECT,
                library("pkg:npm/ms@2.0.0"),
                library("pkg:cargo/serde@1.0"),
                library("pkg:npm/unversioned"),
                "{\"type\":\"library\",\"name\":\"nameless\"}",
                "{\"type\":\"file\",\"name\":\"/opt/x.jar\"}",
                "{\"type\":\"library\",\"name\":\"t\",\"scope\":\"excluded\",\"purl\":\"pkg:npm/t@1.0.0\"}",
                library("pkg:maven/g/parent@1?type=pom")));
        assertThat(facts(bill, SHOP)).containsOnlyKeys("npm[ms]/version");
        assertThat(bill.scope().unplaced()).isEqualTo(3);
        Section section = bill.snapshot().sections().get(SHOP);
        assertThat(section).isNotNull();
        assertThat(covers(section, "dependency[shop-web]/npm[unversioned]/version"))
                .isFalse();
    }

    @Test
    void letsNoCredentialsIn() throws FormatException, IOException {
        ReadBill bill = read(bill(
                SUBJECT,
                library("pkg:npm/ms@2.0.0?vcs_url=git%2Bhttps%3A%2F%2Fu%3As3cret%40host%2Fms"),
                library("pkg:npm/placed@git+https://u:s3cret@host/x"),
                "{\"type\":\"library\",\"name\":\"n\",\"version\":\"https://u:s3cret@host/y\",\"purl\":\"pkg:npm/n\","
                        + "\"externalReferences\":[{\"type\":\"vcs\",\"url\":\"https://u:s3cret@host\"}]}"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotJson.write(bill.snapshot(), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("pkg:npm/ms@2.0.0")
                .doesNotContain("s3cret");
        Section section = bill.snapshot().sections().get(SHOP);
        assertThat(section).isNotNull();
        assertThat(covers(section, "dependency[shop-web]/npm[n]/version")).isFalse();
    }

    @Test
    void readsTheTimeAndTakesAnUndatedBillForOneOfNow() throws FormatException {
        assertThat(read(bill(SUBJECT)).snapshot().capturedAt()).isEqualTo("2026-11-20T08:00:00Z");
        ReadBill undated = read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.2\"}");
        assertThat(undated.snapshot().capturedAt()).isEqualTo(UNDATED);
        assertThat(undated.scope().dated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})
    void readsEveryVersionThatIsPublished(String version) throws FormatException {
        String json = bill(SUBJECT, library("pkg:npm/ms@2.0.0")).replace("\"1.6\"", "\"" + version + "\"");
        assertThat(facts(read(json), SHOP)).hasSize(1);
    }

    @Test
    void readsMembersInAnyOrderAndToolsOfOlderVersions() throws FormatException {
        ReadBill bill =
                read("{\"components\":[" + library("pkg:npm/ms@2.0.0") + "],\"metadata\":{\"component\":" + SUBJECT
                        + ",\"tools\":[{\"vendor\":\"v\",\"name\":\"old\",\"version\":\"1\"},{\"name\":\"older\",\"version\":\"[not"
                        + " provided]\"}]},\"specVersion\":\"1.4\",\"bomFormat\":\"CycloneDX\"}");
        assertThat(facts(bill, SHOP)).hasSize(1);
        assertThat(bill.scope().maker()).isEqualTo("old 1, older");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"components\":[]}|'bomFormat' is missing",
                "{\"bomFormat\":\"CycloneDX\"}|'specVersion' is missing",
                "{\"bomFormat\":\"Other\",\"specVersion\":\"1.6\"}|neither a Leeway snapshot nor a CycloneDX",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.1\"}|another version than 1.2 to 1.7",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"9\"}|update Leeway",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":16}|expected a text, found a number",
                "{\"bomFormat\":\"CycloneDX\",\"bomFormat\":\"CycloneDX\"}|twice",
                "{\"bomFormat\":\"CycloneDX\",\"components\":[7]}|expected an object, found a number",
                "{\"bomFormat\":\"CycloneDX\",\"metadata\":[]}|expected an object, found an array",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"} {}|more after the end",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\"|ends too early",
                "[]|expected an object"
            })
    void saysWhatIsWrongWithWhatIsNoBill(String json, String complaint) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("a.cdx.json:")
                .hasMessageContaining(complaint);
    }

    @Test
    void survivesDeepAndLongBills() throws FormatException {
        String open = "{\"type\":\"library\",\"name\":\"n\",\"components\":[".repeat(500);
        assertThatThrownBy(() -> read("{\"bomFormat\":\"CycloneDX\",\"components\":[" + open))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("nested deeper");
        String name = "x".repeat(100_000);
        ReadBill bill = read(bill(SUBJECT, library("pkg:npm/" + name + "@1"), library("pkg:npm/ms@2.0.0")));
        assertThat(facts(bill, SHOP)).containsOnlyKeys("npm[ms]/version");
    }
}

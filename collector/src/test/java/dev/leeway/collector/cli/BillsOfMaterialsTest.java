package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bills that Syft made of two deployments, against each other and against what the agent saw of them running. */
class BillsOfMaterialsTest {
    private static final Path SAMPLES = Path.of("../samples/sbom");
    private static final String DEV = SAMPLES.resolve("syft-dev.cdx.json").toString();
    private static final String PROD = SAMPLES.resolve("syft-prod.cdx.json").toString();
    private static final String MOVED = "dependency[shop-web]/maven[com.fasterxml.jackson.core:jackson-core]/version";
    private static final String SNAPSHOT = SAMPLES.resolve("prod.json").toString();

    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    private String changed(String name, String from, String to) throws IOException {
        String text = Files.readString(Path.of(DEV));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve(name), text.replace(from, to)).toString();
    }

    /** The whole report, in which nothing is folded together. */
    private String report(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--format";
        all[arguments.length + 1] = "json";
        Cli.Result result = cli.run(all);
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    @Test
    void tellsWhatDiffersBetweenABillAndWhatRuns() {
        Cli.Result result = cli.run("diff", DEV, SNAPSHOT);
        assertThat(result.err()).isEmpty();
        assertThat(result.unbroken())
                .contains("another release: shop-web: shop-web version is 1.5.0 in syft-dev, 1.4.2 in prod")
                .contains(
                        "with it 3 libraries moved: jackson-core (2.21.1 to 2.21.8), jackson-databind (2.21.1 to 2.21.8),"
                                + " slf4j-api (2.0.17 to 2.0.18); 1 only in syft-dev (commons-io); 1 only in prod (commons-lang3)")
                .contains("syft-dev.cdx.json is a bill of materials (syft 1.52.0), so only maven versions of shop-web"
                        + " were compared; it describes a file or directory")
                .contains("parity 25.0 % of 8 facts", "observed 100.0 %")
                .doesNotContain("leeway-agent snapshot --environment");
        assertThat(report("diff", DEV, SNAPSHOT))
                .contains("pkg:maven/commons-io/commons-io@2.21.0 (syft 1.52.0)", MOVED, "2.21.8", "2.21.1")
                .doesNotContain("classpath/order", "]/content", "maven[commons-codec:");
    }

    @Test
    void findsNoDriftBetweenABillAndTheRunningServiceItWasMadeOf() {
        Cli.Result result = cli.run("diff", PROD, SNAPSHOT);
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.unbroken()).contains("Parity 100.0 % of 7 facts", "observed 100.0 %");
    }

    @Test
    void comparesBillsWithEachOtherAndWithThemselves() {
        assertThat(report("diff", DEV, PROD)).contains(MOVED, "2.21.8", "2.21.1");
        Cli.Result same = cli.run("diff", DEV, DEV);
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.unbroken()).contains("Parity 100.0 % of 7 facts");
    }

    @Test
    void tellsLagAndHotfixOnceItIsToldWhichEnvironmentABillIsOf() {
        Cli.Result lag = cli.run("diff", "dev=" + DEV, SNAPSHOT);
        assertThat(lag.code()).as(lag.out()).isZero();
        assertThat(lag.unbroken())
                .contains(
                        "INFO lag release awaiting promotion: shop-web: shop-web version is 1.5.0 in dev, 1.4.2 in prod")
                .doesNotContain("no environment");
        Cli.Result hotfix = cli.run("diff", "stg=" + PROD, "prod=" + DEV);
        assertThat(hotfix.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(hotfix.unbroken())
                .contains(
                        "HIGH hotfix release without rehearsal: shop-web: shop-web version is 1.4.2 in staging, 1.5.0")
                .doesNotContain("no environment");
    }

    @Test
    void isNotContentWithOtherVersionsWhereNobodyKnowsWhatIsPromotedWhere() {
        Cli.Result result = cli.run("diff", DEV, PROD);
        assertThat(result.code()).as(result.out()).isEqualTo(ExitCodes.DRIFT);
        assertThat(result.unbroken())
                .contains("MEDIUM different another release: shop-web: shop-web version is 1.5.0 in syft-dev, 1.4.2")
                .contains("syft-dev, syft-prod: bills of materials that name no environment, so nobody knows what is")
                .contains("leeway diff dev=FILE prod=FILE")
                .doesNotContain("waits more than a week");
        Cli.Result one = cli.run("diff", DEV, SNAPSHOT);
        assertThat(one.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(one.unbroken())
                .contains("syft-dev: a bill of materials that names no environment")
                .contains("before the file: leeway diff dev=FILE next:");
    }

    @Test
    void judgesVersionsOfNoEnvironmentAsSeverelyAsThePolicyJudgesForgottenOnes() throws IOException {
        Path policy = Files.writeString(
                folder.resolve("p.yaml"),
                "environments: [dev, prod]\nrules:\n"
                        + "  - {match: \"dependency[*]/*[*]/version\", leeway: 30d, severity: high}\n");
        assertThat(cli.run("diff", DEV, PROD, "--policy", policy.toString()).unbroken())
                .contains("HIGH different another release: shop-web");
    }

    @Test
    void namesStandardInputAndDirectoriesAlike() throws IOException {
        byte[] bill = Files.readAllBytes(Path.of(DEV));
        assertThat(cli.reading(new ByteArrayInputStream(bill))
                        .run("diff", "dev=-", SNAPSHOT)
                        .unbroken())
                .contains("1.5.0 in dev, 1.4.2 in prod");
        Path side = Files.createDirectory(folder.resolve("side"));
        Files.write(side.resolve("x.cdx.json"), bill);
        assertThat(cli.run("diff", "dev=" + side, SNAPSHOT).unbroken()).contains("1.5.0 in dev, 1.4.2 in prod");
    }

    @Test
    void takesAFileThatIsCalledSoForItself() throws IOException {
        Path file = Files.createTempFile(Path.of(""), "dev=", ".cdx.json");
        try {
            Files.write(file, Files.readAllBytes(Path.of(DEV)));
            assertThat(cli.run("diff", file.toString(), SNAPSHOT).unbroken())
                    .contains("1.5.0 in " + file.toString().replace(".cdx.json", "") + ", 1.4.2 in prod");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void refusesANameThatContradictsWhatIsReadOrStandsAlone() {
        Cli.Result contradicted = cli.run("diff", "dev=" + SNAPSHOT, DEV);
        assertThat(contradicted.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(contradicted.err())
                .contains("prod.json: is of environment 'prod' by its own account", "leave out 'dev='");
        Cli.Result alone = cli.run("diff", "dev=", SNAPSHOT);
        assertThat(alone.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(alone.err()).contains("dev=: names no file");
        assertThat(cli.run("diff", "dev=" + SNAPSHOT, DEV, "-o", SNAPSHOT).err())
                .contains("is one of the inputs");
        assertThat(cli.run("diff", "prd=" + SNAPSHOT, "dev=" + DEV).unbroken()).contains("1.5.0 in dev, 1.4.2 in prod");
    }

    @Test
    void doesNotMindHowABillIsPackedOrCalledOrWhereItComesFrom() throws IOException {
        byte[] plain = Files.readAllBytes(Path.of(DEV));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        Path odd = Files.write(folder.resolve("odd-name"), packed.toByteArray());
        Path zstd = SampleSnapshots.write(folder.resolve("b.json.zst"), plain);
        for (String file : new String[] {odd.toString(), zstd.toString()}) {
            assertThat(report("diff", file, SNAPSHOT)).contains(MOVED, "2.21.8", "2.21.1");
        }
        Cli.Result read = cli.reading(new ByteArrayInputStream(plain)).run("diff", "-", SNAPSHOT);
        assertThat(read.unbroken()).contains("shop-web version is 1.5.0 in standard input, 1.4.2 in prod");
    }

    @Test
    void readsABillThatLiesInADirectory() throws IOException {
        Path side = Files.createDirectory(folder.resolve("side"));
        Files.copy(Path.of(DEV), side.resolve("a.cdx.json"));
        assertThat(cli.run("diff", side.toString(), SNAPSHOT).unbroken())
                .contains("shop-web version is 1.5.0 in side, 1.4.2 in prod");
    }

    @Test
    void suggestsTheServiceWithMostLibrariesInCommon() throws IOException {
        String renamed = changed("x.cdx.json", "\"name\": \"shop-web\"", "\"name\": \"web-frontend\"");
        Cli.Result refused = cli.run("diff", renamed, SNAPSHOT);
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err())
                .contains("a bill of materials of 'web-frontend', which no other side has; ")
                .contains("of its 7 libraries are those of 'shop-web': compare it with --as-service shop-web");
        Cli.Result told = cli.run("diff", renamed, SNAPSHOT, "--as-service", "shop-web");
        assertThat(told.unbroken()).contains("1.5.0 in x, 1.4.2 in prod").doesNotContain("describes a file");
    }

    @Test
    void knowsAServiceByTheAliasThePolicyGivesIt() throws IOException {
        String renamed = changed("x.cdx.json", "\"name\": \"shop-web\"", "\"name\": \"web-frontend\"");
        Path policy = Files.writeString(
                folder.resolve("p.yaml"), "environments: [dev, prod]\nservices: {shop-web: [web-frontend]}\n");
        Cli.Result told = cli.run("diff", renamed, SNAPSHOT, "--policy", policy.toString());
        assertThat(told.err()).isEmpty();
        assertThat(told.unbroken()).contains("1.5.0 in x, 1.4.2 in prod").contains("observed 100.0 %");
    }

    @Test
    void asksForTheServiceOfABillWithoutAName() throws IOException {
        String nameless = changed("x.cdx.json", "\"name\": \"shop-web\"", "\"name\": \"/opt/app\"");
        Cli.Result refused = cli.run("diff", nameless, SNAPSHOT);
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("names nothing a service could be called", "--as-service shop-web");
    }

    @Test
    void saysSoWhereNoOtherSideTellsWhatAServiceIsMadeOf() throws IOException {
        Cli.Result refused = cli.run("diff", DEV, cli.snapshot("old.json", "web-01", "prod", "info"));
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("no other side tells what a service is made of");
    }

    @Test
    void refusesToNameTheServiceOfABillWhereThereIsNone() throws IOException {
        String one = cli.snapshot("a.json", "a", "dev", "info");
        Cli.Result refused = cli.run("diff", one, SNAPSHOT, "--as-service", "shop-web");
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("none of the inputs is one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<?xml version=\"1.0\"?><bom/>|is XML; write the bill of materials as CycloneDX JSON",
                "{\"spdxVersion\":\"SPDX-2.3\"}|is an SPDX document; write",
                "{\"artifacts\":[]}|syft -o cyclonedx-json",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.1\"}|another version than 1.2 to 1.7",
                "{}|is neither a Leeway snapshot nor a CycloneDX bill of materials; take a snapshot with leeway-agent",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}|a bill of materials without a library or package"
                        + " that Leeway knows; make one that names them by package URL and version"
            })
    void saysWhatToDoAboutOtherFormats(String text, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), text);
        Cli.Result refused = cli.run("diff", file.toString(), SNAPSHOT);
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).startsWith("leeway: " + file).contains(complaint);
        assertThat(cli.run("diff", PROD, file.toString()).err())
                .startsWith("leeway: " + file)
                .contains(complaint);
    }

    @Test
    void saysWhatABillListsThatNothingIsComparedOf() throws IOException {
        String packages =
                bill("p.cdx.json", "{\"type\":\"library\",\"name\":\"m\",\"purl\":\"pkg:apk/alpine/musl@1.2\"}");
        assertThat(cli.run("diff", packages, SNAPSHOT).err())
                .contains(
                        "a bill of materials of packages of the system alone, which are not those of a host; compare them")
                .contains("with --host");
        assertThat(cli.run("diff", packages, packages).code()).isZero();
        String crate = bill("c.cdx.json", "{\"type\":\"library\",\"name\":\"s\",\"purl\":\"pkg:cargo/serde@1.0\"}");
        assertThat(cli.run("diff", crate, SNAPSHOT).err())
                .contains("that Leeway knows (1 component passed over); make");
    }

    @Test
    void comparesWhatLockFilesAskForAsDeclaredAndSaysSo() throws IOException {
        String early = bill("a.cdx.json", found("pkg:npm/ms@2.0.0", "javascript-lock-cataloger"));
        String late = bill("b.cdx.json", found("pkg:npm/ms@2.1.3", "javascript-lock-cataloger"));
        assertThat(report("diff", early, late))
                .contains(
                        "dependency[shop-web]/npm[ms]/declared", "only npm declared versions of shop-web were compared")
                .doesNotContain("npm[ms]/version");
    }

    @Test
    void saysOfItsOwnBillsAllThatWasCompared() throws IOException {
        Path own = folder.resolve("own.cdx.json");
        assertThat(cli.run("sbom", SNAPSHOT, "-o", own.toString()).code()).isZero();
        assertThat(cli.run("diff", own.toString(), SNAPSHOT).unbroken())
                .contains("so only maven versions, maven contents of shop-web were compared");
        assertThat(cli.run("diff", DEV, SNAPSHOT).unbroken())
                .contains("so only maven versions of shop-web were compared");
    }

    private String bill(String name, String component) throws IOException {
        String text = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"metadata\":{\"component\":"
                + "{\"type\":\"application\",\"name\":\"shop-web\"}},\"components\":[" + component + "]}";
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String found(String purl, String by) {
        return "{\"type\":\"library\",\"name\":\"n\",\"purl\":\"" + purl
                + "\",\"properties\":[{\"name\":\"syft:package:foundBy\",\"value\":\"" + by + "\"}]}";
    }

    @Test
    void narrowsFurtherWhatWasAskedFor() {
        assertThat(cli.run("diff", DEV, SNAPSHOT, "--only", "dependency[*]/maven[org.slf4j:*]/version")
                        .unbroken())
                .contains("slf4j-api version is 2.0.18")
                .doesNotContain("jackson-core version");
    }

    @Test
    void namesABillThatAReportCannotPlace() throws IOException {
        Path all = Files.createDirectory(folder.resolve("all"));
        Files.copy(Path.of(DEV), all.resolve("dev.cdx.json"));
        Files.copy(Path.of(SNAPSHOT), all.resolve("prod.json"));
        Files.copy(SAMPLES.resolve("dev.json"), all.resolve("dev.json"));
        Cli.Result report = cli.run("report", all.toString());
        assertThat(report.unbroken()).contains("a bill of materials that names no environment");
        assertThat(report.code()).isIn(ExitCodes.DRIFT, ExitCodes.INCOMPLETE);
    }
}

package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerFlagsTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String policy = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        cli.snapshot("fleet/dev.json", "mine", "dev", "debug");
        cli.snapshot("fleet/prod.json", "web-01", "prod", "info");
        owners("{\"shop-*\": shop/team, \"env[shop-web]/PORT\": ports, billing: team-b}");
    }

    private void owners(String owners) throws IOException {
        policy = Files.writeString(folder.resolve("leeway.yaml"), """
                environments: [dev, prod]
                owners: %s
                rules:
                  - {match: "env[*]/**", expect: same, severity: high}
                """.formatted(owners))
                .toString();
    }

    private Cli.Result report(String... more) {
        return cli.run(Stream.concat(
                        Stream.of("report", folder.resolve("fleet").toString(), "--policy", policy), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void showsWhatOneOwnerAnswersFor() {
        Cli.Result own = report("--owner", "shop/team");
        assertThat(own.code()).as(own.out()).isEqualTo(ExitCodes.DRIFT);
        assertThat(own.unbroken())
                .contains("env[shop-web]/LOG_LEVEL", "shown is what shop/team answers for; nothing else is open");

        Cli.Result other = report("--owner", "team-b");
        assertThat(other.code()).as(other.out()).isEqualTo(ExitCodes.OK);
        assertThat(other.unbroken())
                .doesNotContain("LOG_LEVEL", "within leeway.", "told for information")
                .contains("nothing that team-b answers for is open.", "facts, whoever answers for them")
                .contains("shown is what team-b answers for; 1 open cause is of others: shop/team 1");
    }

    @Test
    void showsWhatNobodyAnswersFor() throws IOException {
        owners("{billing: team-b}");

        Cli.Result result = report("--owner", "unowned");

        assertThat(result.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(result.unbroken()).contains("env[shop-web]/LOG_LEVEL", "shown is what nobody answers for");
        // What is kept for explain is the whole.
        assertThat(report("--owner", "team-b").code()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void tellsInEveryReportWhoAnswersByAPattern() {
        assertThat(report("--format", "json").out()).contains("\"owners\":{\"shop-web\":\"shop/team\"}");
    }

    @Test
    void refusesAnOwnerThatThePolicyDoesNotName() {
        Cli.Result result = report("--owner", "team-bb");
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("names no 'team-bb'", "did you mean 'team-b'?");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void keepsTheWholeForExplain() throws IOException {
        assertThat(report("--owner", "team-b").code()).isEqualTo(ExitCodes.OK);
        assertThat(Files.readString(cli.kept(".json").get(0))).contains("env[shop-web]/LOG_LEVEL");
    }

    @Test
    void writesOneFileForEachOwner() throws IOException {
        Cli.Result result = report("--split-by-owner", folder.resolve("out").toString(), "--format", "markdown");

        assertThat(result.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(result.out()).contains("LOG");
        assertThat(result.err()).contains("wrote 4 files into");
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).sorted())
                    .isEqualTo(List.of("ports.md", "shop_team.md", "team-b.md", "unowned.md"));
        }
        assertThat(Files.readString(folder.resolve("out/shop_team.md"))).contains("LOG");
        assertThat(Files.readString(folder.resolve("out/team-b.md"))).doesNotContain("LOG_LEVEL");
    }

    @Test
    void isNoReportToTellTheNextOneAgainst() {
        String part = folder.resolve("part.json").toString();
        assertThat(report("--owner", "team-b", "-o", part).code()).isZero();

        Cli.Result next = report("--previous", part);

        assertThat(next.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(next.err()).contains("is the part of one owner");
    }

    @Test
    void writesOverNoSnapshot() throws IOException {
        SampleSnapshots.write(
                folder.resolve("fleet/unowned.json"),
                SampleSnapshots.of("web-02", "prod", 1, Map.of("LOG_LEVEL", "info", "PORT", "8080")));

        Cli.Result result = report("--split-by-owner", folder.resolve("fleet").toString(), "--format", "json");

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("unowned.json: is one of the inputs");
    }

    @Test
    void writesOverNoReportThatIsWhole() throws IOException {
        String own = folder.resolve("own").toString();
        String whole = folder.resolve("own/ports.json").toString();
        String[] split = {
            "--format", "json", "--split-by-owner", folder.resolve("here").toString()
        };
        Files.createDirectories(folder.resolve("own"));
        Files.createSymbolicLink(folder.resolve("here"), Path.of(own));

        Cli.Result result =
                report(Stream.concat(Stream.of("-o", whole), Stream.of(split)).toArray(String[]::new));

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("ports.json: is where -o writes the whole report; name another directory");
        assertThat(Path.of(whole)).doesNotExist();
        assertThat(report("-o", whole).code()).isEqualTo(ExitCodes.DRIFT);
        String before = Files.readString(Path.of(whole));
        Cli.Result previous = report(
                Stream.concat(Stream.of("--previous", whole), Stream.of(split)).toArray(String[]::new));
        assertThat(previous.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(previous.err()).contains("ports.json: is the earlier report");
        assertThat(Files.readString(Path.of(whole))).isEqualTo(before);
    }

    /** A pattern over facts of hosts has its owner in every output, not in the name of a file alone. */
    @Test
    void namesTheOwnerOfEachDriftTheSameEverywhere() throws IOException {
        cli.snapshot("fleet/dev.json", "mine", "dev", "debug");
        owners("{\"env[shop-web]/*\": variables}");
        String out = folder.resolve("out").toString();

        Cli.Result csv = report("--format", "csv", "--split-by-owner", out);
        Cli.Result json = report("--format", "json");
        Cli.Result page = report("--format", "html");
        Cli.Result sarif = report("--format", "sarif");

        String line = csv.out()
                .lines()
                .filter(each -> each.contains("LOG_LEVEL"))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("variables");
        assertThat(Files.readString(folder.resolve("out/variables.csv"))).contains(line);
        assertThat(json.out()).contains("\"owner\":\"variables\"");
        assertThat(page.out()).contains("owned by variables");
        assertThat(sarif.out()).contains("\"owner\":\"variables\"");
    }

    @Test
    void acceptsInTheNameOfThePattern() throws IOException {
        String shown = report().out();
        String id = shown.lines()
                .filter(line -> line.contains("env[shop-web]/LOG_LEVEL"))
                .findFirst()
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .orElseThrow();

        assertThat(cli.run("accept", id, "--policy", policy, "--because", "b", "--until", "2027-01-31")
                        .code())
                .isZero();
        assertThat(Files.readString(Path.of(policy))).contains("owner: \"shop/team\"");
    }
}

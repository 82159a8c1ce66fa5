package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptCommandTest extends DiffScene {
    private String id = "";
    private String before = "";

    @BeforeEach
    void compare() throws IOException {
        String shown = diff().out();
        id = shown.lines()
                .filter(line -> line.contains("env[shop-web]/LOG_LEVEL"))
                .findFirst()
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .orElseThrow(() -> new AssertionError(shown));
        before = Files.readString(Path.of(policy));
    }

    private Cli.Result accept(String... more) {
        List<String> words = new ArrayList<>(List.of("accept", id, "--policy", policy));
        words.addAll(List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    @Test
    void writesAWaiverThatHoldsUntilItsDay() throws IOException {
        Cli.Result result = accept("--because", "debug in dev", "--until", "2027-01-31", "--owner", "platform");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("wrote 1 waiver into", "until 2027-01-31");
        String after = Files.readString(Path.of(policy));
        assertThat(after).startsWith(before).contains("waivers:", "because: \"debug in dev\"", "owner: \"platform\"");
        Cli.Result again = diff();
        assertThat(again.code()).as(again.out()).isZero();
        assertThat(again.out()).contains("1 waived");
        assertThat(diff("--as-of", "2027-02-01").code()).isEqualTo(ExitCodes.DRIFT);
        // And again, of what is waived already.
        diff();
        Cli.Result twice = accept("--because", "b", "--until", "2027-01-31", "--owner", "o");
        assertThat(twice.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(twice.err()).contains("is not open, but waived");
        assertThat(Files.readString(Path.of(policy))).isEqualTo(after);
    }

    @Test
    void writesNothingTwiceThoughNobodyComparedSince() throws IOException {
        accept("--because", "b", "--until", "2027-01-31", "--owner", "o");
        String once = Files.readString(Path.of(policy));

        Cli.Result twice = accept("--because", "c", "--until", "2027-01-30", "--owner", "o");

        assertThat(twice.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(twice.err()).contains("is accepted until 2027-01-31 already, at ", ":");
        assertThat(Files.readString(Path.of(policy))).isEqualTo(once);
        assertThat(accept("--because", "c", "--until", "2027-02-28", "--owner", "o")
                        .code())
                .as("for longer")
                .isZero();
    }

    @Test
    void sendsWhoeverNamesAPolicyOfARepositoryThere() {
        String[] ending = {"--until", "2099-01-31", "--policy", "git:file:///srv/policies#v1"};
        assertThat(cli.run("accept", id, "--because", "b", ending[0], ending[1], ending[2], ending[3])
                        .err())
                .contains("a policy in a repository is changed there");
        assertThat(cli.run("adopt", folder.toString(), ending[0], ending[1], ending[2], ending[3])
                        .err())
                .contains("a policy in a repository is changed there");
    }

    @Test
    void saysWhichDayThereIsNot() {
        assertThat(accept("--because", "b", "--until", "2027-02-31", "--owner", "o")
                        .err())
                .contains("'2027-02-31' is not a day there is")
                .doesNotContain("java");
    }

    @Test
    void takesTheOwnerThatThePolicyNames() throws IOException {
        Files.writeString(Path.of(policy), before + "owners: {shop-web: team-shop}\n");

        assertThat(accept("--because", "b", "--until", "2027-01-31").code()).isZero();
        assertThat(Files.readString(Path.of(policy))).contains("owner: \"team-shop\"");
    }

    @ParameterizedTest
    @CsvSource({
        "b, 2020-01-01, o, is over",
        "' ', 2027-01-31, o, say why it may differ",
        "b, 2027-01-31, '', say who answers for it"
    })
    void writesNothingThatIsNoWaiver(String because, String until, String owner, String says) throws IOException {
        Cli.Result result = accept("--because", because, "--until", until, "--owner", owner);

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains(says);
        assertThat(Files.readString(Path.of(policy))).isEqualTo(before);
    }

    @Test
    void acceptsOnlyWhatWasComparedLast() throws IOException {
        diff("--only", "os");

        Cli.Result result = accept("--because", "b", "--until", "2027-01-31", "--owner", "o");

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("of an earlier comparison");
        assertThat(Files.readString(Path.of(policy))).isEqualTo(before);
    }

    @Test
    void acceptsNothingIntoAPolicyThatDidNotJudgeIt() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yaml"), before);

        Cli.Result result = cli.run(
                "accept", id, "--policy", other.toString(), "--because", "b", "--until", "2027-01-31", "--owner", "o");

        assertThat(result.err()).contains("was judged by");
        assertThat(Files.readString(other)).isEqualTo(before);
    }

    @Test
    void acceptsWhatIsCriticalOnlyWhenToldTo() throws IOException {
        Files.writeString(Path.of(policy), before.replace("severity: high", "severity: critical"));
        diff();

        assertThat(accept("--because", "b", "--until", "2027-01-31", "--owner", "o")
                        .err())
                .contains("is critical");
        assertThat(accept("--because", "b", "--until", "2027-01-31", "--owner", "o", "--even-critical")
                        .code())
                .isZero();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(cli.run(
                                "accept",
                                "ffff",
                                "--policy",
                                policy,
                                "--because",
                                "b",
                                "--until",
                                "2027-01-31",
                                "--owner",
                                "o")
                        .err())
                .contains("has an id that begins with 'ffff'");
        assertThat(cli.run("accept", id, "--policy", "none.yaml", "--because", "b", "--until", "2027-01-31")
                        .err())
                .contains("none.yaml", "no such policy file");
        assertThat(accept("--because", "b").code()).isEqualTo(ExitCodes.USAGE);
    }
}

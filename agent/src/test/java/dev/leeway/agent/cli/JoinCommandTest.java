package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FakeCollector.Fault;
import dev.leeway.schema.wire.TokenText;
import dev.leeway.schema.wire.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinCommandTest extends DeliveryScene {
    @Test
    void makesAKeyThatOnlyItsOwnerReadsAndTellsNobodyOfIt() throws Exception {
        assertThat(join("--environment", "prod", "--role", "web")).isZero();
        assertThat(out.toString())
                .startsWith("joined " + collector.address() + " as a-")
                .contains(", environment prod, role web");
        List<Path> keys = stateFiles().stream()
                .filter(file -> file.getFileName().toString().startsWith("agent-key-"))
                .toList();
        assertThat(keys).hasSize(1);
        String secret = text(keys.get(0)).lines().skip(2).findFirst().orElseThrow();
        assertThat(secret).hasSizeGreaterThan(40);
        for (Path file : stateFiles()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
        assertThat(String.join("\n", collector.seen()) + out + err).doesNotContain(secret);
        assertThat(collector.failures()).isZero();
    }

    @Test
    void keepsTheTokenNowhere() throws Exception {
        String token = collector.token();
        variables.put("LEEWAY_JOIN_TOKEN", token);
        assertThat(host("join", collector.address().toString())).isZero();
        for (Path file : stateFiles()) {
            assertThat(text(file)).as(file.toString()).doesNotContain(token);
        }
        assertThat(out.toString() + err).doesNotContain(token);
    }

    @Test
    void joinsAgainOnPurposeOnlyAndForgetsTheKeyBefore() throws Exception {
        joined();
        String before = text(state.resolve("membership"));
        assertThat(join()).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("this host joined " + collector.address(), "add --again");
        assertThat(text(state.resolve("membership"))).isEqualTo(before);
        int requests = collector.requests();
        assertThat(join("--unless-joined")).isZero();
        assertThat(collector.requests()).isEqualTo(requests);
        assertThat(join("--unless-joined", "--again")).isEqualTo(ExitCodes.USAGE);
        assertThat(join("--again")).isZero();
        assertThat(text(state.resolve("membership"))).isNotEqualTo(before);
        assertThat(stateFiles().stream().filter(file -> file.toString().contains("agent-key")))
                .hasSize(1);
    }

    @Test
    void tellsWhatHadArrivedWhenItJoinedAgain() throws Exception {
        joined();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(collector.seen()).noneMatch(request -> request.contains(Wire.ARRIVED + "="));
        assertThat(join("--again")).isZero();
        for (int i = 0; i < 2; i++) {
            assertThat(push()).as(err.toString()).isZero();
            assertThat(collector.seen().get(collector.seen().size() - 1))
                    .startsWith(Wire.SNAPSHOTS + "?" + Wire.ARRIVED + "=2\n");
        }
        assertThat(collector.failures()).isZero();
    }

    @Test
    void leavesEverythingAsItWasWhereTheCollectorWouldNot() throws Exception {
        joined();
        String before = text(state.resolve("membership"));
        Path wrong = Files.writeString(directory.resolve("wrong"), "lwt-wrong\n");
        String[] again = {collector.address().toString(), "--again", "--token-file", wrong.toString()};
        assertThat(host("join", again)).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString())
                .contains("not joined: answered 403 (no such token")
                .doesNotContain("lwt-wrong");
        assertThat(text(state.resolve("membership"))).isEqualTo(before);
        assertThat(push()).as(err.toString()).isZero();
    }

    @Test
    void triesAgainWithTheSameKeyWhereTheAnswerWasLost() throws Exception {
        collector.next(Fault.ANSWER_LOST);
        assertThat(join()).isEqualTo(ExitCodes.UNDELIVERED);
        // The token is used up: the collector knows the host by its key.
        assertThat(host(
                        "join",
                        collector.address().toString(),
                        "--token-file",
                        directory.resolve("token").toString()))
                .as(err.toString())
                .isZero();
        assertThat(push()).isZero();
    }

    @Test
    void joinsByAnotherKeyWhereTheTokenOfTheLostAnswerCannotBeHadAgain() throws Exception {
        collector.next(Fault.ANSWER_LOST);
        assertThat(join()).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(join()).as("with the next token: " + err).isZero();
        assertThat(stateFiles().stream().filter(file -> file.toString().contains("agent-key")))
                .hasSize(1);
        assertThat(push()).as(err.toString()).isZero();
    }

    @Test
    void keepsTheKeyOfALostAnswerWhereAWrongTokenIsTriedMeanwhile() throws Exception {
        collector.next(Fault.ANSWER_LOST);
        assertThat(join()).isEqualTo(ExitCodes.UNDELIVERED);
        Path wrong = Files.writeString(directory.resolve("wrong"), "lwt-wrong\n");
        String address = collector.address().toString();
        assertThat(host("join", address, "--token-file", wrong.toString())).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("not joined: answered 403 (no such token");
        Path token = directory.resolve("token");
        assertThat(host("join", address, "--token-file", token.toString()))
                .as(err.toString())
                .isZero();
        assertThat(collector.agents()).hasSize(1);
        assertThat(push()).as(err.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://leeway.example:7411",
                "ftp://localhost",
                "leeway.example",
                "https://user:hunter2@leeway.example",
                "https://leeway.example/path",
                "https://leeway.example?token=hunter2",
                "http://127.0.0.1.example.com/"
            })
    void refusesAddressesThatTellTooMuchOrToOthers(String url) {
        variables.put("LEEWAY_JOIN_TOKEN", "hunter2hunter2");
        assertThat(host("join", url)).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("URL").doesNotContain("hunter2@", "hunter2hunter2");
        assertThat(state.resolve("membership")).doesNotExist();
    }

    @Test
    void wantsATokenFromSomewhereSafe() throws Exception {
        assertThat(host("join", collector.address().toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("--token-file FILE", "LEEWAY_JOIN_TOKEN");
        Path odd = Files.writeString(directory.resolve("odd"), "two tokens\nhunter2\n");
        assertThat(host("join", collector.address().toString(), "--token-file", odd.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).doesNotContain("hunter2");
        assertThat(collector.requests()).isZero();
    }

    @Test
    void knowsACutTokenAndAPersonsWithoutSendingThem() throws Exception {
        byte[] chance = new byte[TokenText.CHANCE_BYTES];
        String whole = TokenText.of(TokenText.HOST, chance);
        Path file = directory.resolve("given");
        for (String given : List.of(
                whole.substring(0, whole.length() - 1),
                whole.substring(0, 10) + (whole.charAt(10) == 'b' ? 'c' : 'b') + whole.substring(11),
                TokenText.of(TokenText.PERSON, chance))) {
            Files.writeString(file, given + "\n");
            assertThat(host("join", collector.address().toString(), "--token-file", file.toString()))
                    .isEqualTo(ExitCodes.USAGE);
            assertThat(err.toString()).contains("leeway token create").doesNotContain(given);
        }
        assertThat(collector.requests()).isZero();
        Files.writeString(file, whole + "\n");
        assertThat(host("join", collector.address().toString(), "--token-file", file.toString()))
                .isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(collector.requests()).isOne();
    }

    @Test
    void namesTheFileOfTheTokenAndWhyItIsNotRead() {
        assertThat(host("join", collector.address().toString(), "--token-file", "nowhere/token"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("--token-file nowhere/token", "there is no such file");
    }

    @Test
    void saysWhatToLookAtWhereNobodyAnswers() throws Exception {
        Path file = Files.writeString(directory.resolve("given"), "token\n");
        assertThat(host("join", "http://127.0.0.1:1", "--token-file", file.toString()))
                .isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("nobody answers at 127.0.0.1:1; check the port");
    }
}

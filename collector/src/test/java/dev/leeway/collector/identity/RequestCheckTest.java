package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.AUDIENCE;
import static dev.leeway.collector.identity.IdentityScene.NOON;
import static dev.leeway.collector.identity.IdentityScene.agent;
import static dev.leeway.collector.identity.IdentityScene.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.IdentityScene.HostKey;
import dev.leeway.schema.wire.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {
    private static final int ALTERED = switch (System.getProperty("leeway.scale", "short")) {
        case "short" -> 12;
        default -> 100;
    };

    private static final byte[] BODY = "{\"schema\":\"leeway/snapshot/1\"}".getBytes(StandardCharsets.UTF_8);

    private final RequestCheck check = new RequestCheck(AUDIENCE);
    private final HostKey key = key();
    private final Agent agent = agent(key, "web-01");

    private Checked check(SignedHeaders headers, byte[] body) {
        return check.check(headers, body, Optional.of(agent), NOON);
    }

    private static void refuses(Checked checked, Refusal refusal) {
        assertThat(checked).isInstanceOf(Checked.Refused.class);
        assertThat(((Checked.Refused) checked).refusal()).isEqualTo(refusal);
    }

    /** One header in another way: what came over the wire in its place. */
    private static SignedHeaders with(SignedHeaders headers, String header, String value) {
        Optional<String> put = Optional.of(value);
        return new SignedHeaders(
                header.equals("method") ? value : headers.method(),
                header.equals("target") ? value : headers.target(),
                header.equals("agent") ? put : headers.agent(),
                header.equals("count") ? put : headers.count(),
                header.equals("machine") ? put : headers.machine(),
                header.equals("signature") ? put : headers.signature(),
                header.equals("encoding") ? value : headers.encoding(),
                headers.certificate());
    }

    private static String value(SignedHeaders headers, String header) {
        return switch (header) {
            case "method" -> headers.method();
            case "target" -> headers.target();
            case "agent" -> headers.agent().orElseThrow();
            case "count" -> headers.count().orElseThrow();
            case "machine" -> headers.machine().orElseThrow();
            case "signature" -> headers.signature().orElseThrow();
            default -> headers.encoding();
        };
    }

    private static final List<String> HEADERS =
            List.of("method", "target", "agent", "count", "machine", "signature", "encoding");

    @Test
    void verifiesWhatTheAgentSigned() throws Exception {
        Checked checked = check(key.signed(agent.name(), 412, "boot-1", BODY), BODY);
        assertThat(checked).isEqualTo(new Checked.Verified(agent, new Advance(agent.name(), 412, "boot-1")));
        assertThat(check(key.signed(AUDIENCE, agent.name(), 1, "", "", new byte[0]), new byte[0]))
                .isInstanceOf(Checked.Verified.class);
    }

    /** Every byte of some requests, of a hundred where what is thorough runs, in body and headers, changed in one bit or another. */
    @Tag("seeded")
    @Test
    void refusesEveryRequestOfWhichAByteWasAltered() throws Exception {
        Random random = new Random(7);
        int altered = 0;
        for (int request = 0; request < ALTERED; request++) {
            byte[] body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            SignedHeaders headers = key.signed(agent.name(), 1L + random.nextInt(9_999), "boot-" + request, body);
            assertThat(check(headers, body)).isInstanceOf(Checked.Verified.class);
            for (int at = 0; at < body.length; at++) {
                byte[] other = body.clone();
                other[at] ^= (byte) (1 << random.nextInt(8));
                refuses(check(headers, other), Refusal.SIGNATURE);
                altered++;
            }
            for (String header : HEADERS) {
                String value = value(headers, header);
                for (int at = 0; at < value.length(); at++) {
                    char other = (char) (value.charAt(at) ^ (1 << random.nextInt(7)));
                    String changed = value.substring(0, at) + other + value.substring(at + 1);
                    assertThat(check(with(headers, header, changed), body))
                            .as(header + " as " + changed)
                            .isInstanceOf(Checked.Refused.class);
                    altered++;
                }
            }
        }
        assertThat(altered).isGreaterThan(100 * ALTERED);
    }

    @Test
    void refusesBodiesThatAreLongerOrShorter() throws Exception {
        SignedHeaders headers = key.signed(agent.name(), 1, "m", BODY);
        for (int length = 0; length < BODY.length; length++) {
            refuses(check(headers, java.util.Arrays.copyOf(BODY, length)), Refusal.SIGNATURE);
        }
        refuses(check(headers, java.util.Arrays.copyOf(BODY, BODY.length + 1)), Refusal.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "count", "machine", "signature"})
    void refusesWhatWasStrippedOfAHeader(String header) throws Exception {
        SignedHeaders whole = key.signed(agent.name(), 1, "m", BODY);
        SignedHeaders stripped = new SignedHeaders(
                whole.method(),
                whole.target(),
                header.equals("agent") ? Optional.empty() : whole.agent(),
                header.equals("count") ? Optional.empty() : whole.count(),
                header.equals("machine") ? Optional.empty() : whole.machine(),
                header.equals("signature") ? Optional.empty() : whole.signature(),
                whole.encoding(),
                whole.certificate());
        refuses(check(stripped, BODY), header.equals("machine") ? Refusal.SIGNATURE : Refusal.MALFORMED);
    }

    @Test
    void refusesWhatWasSignedForAnotherCollector() throws Exception {
        for (String audience : List.of(
                "https://other.example:7411", AUDIENCE + "/", "", AUDIENCE.toUpperCase(java.util.Locale.ROOT))) {
            refuses(check(key.signed(audience, agent.name(), 1, "m", "gzip", BODY), BODY), Refusal.SIGNATURE);
        }
    }

    @Test
    void refusesTheKeyOfAnotherHost() throws Exception {
        HostKey other = key();
        refuses(check(other.signed(agent.name(), 1, "m", BODY), BODY), Refusal.SIGNATURE);
        SignedHeaders own = other.signed(other.key().name(), 1, "m", BODY);
        refuses(check.check(own, BODY, Optional.empty(), NOON), Refusal.UNKNOWN_AGENT);
        refuses(check(own, BODY), Refusal.UNKNOWN_AGENT);
    }

    @Test
    void refusesASignatureOfOtherParts() throws Exception {
        SignedHeaders first = key.signed(agent.name(), 1, "m", BODY);
        SignedHeaders second = key.signed(agent.name(), 2, "m", BODY);
        refuses(check(with(second, "signature", value(first, "signature")), BODY), Refusal.SIGNATURE);
        // Lengths stand before parts: what ends one and begins the next cannot be shifted.
        SignedHeaders shifted = key.signed(AUDIENCE, agent.name(), 1, "mg", "zip", BODY);
        refuses(check(with(with(shifted, "machine", "m"), "encoding", "gzip"), BODY), Refusal.SIGNATURE);
    }

    @Test
    void knowsOneTextOfEachSignatureAndCount() throws Exception {
        SignedHeaders headers = key.signed(agent.name(), 7, "m", BODY);
        String signature = value(headers, "signature");
        List<String> texts = new ArrayList<>(List.of(
                signature + "=",
                signature.substring(0, signature.length() - 2),
                " " + signature,
                signature + "\n",
                signature.replace('+', '-').replace('/', '_') + " ",
                Base64.getMimeEncoder().encodeToString(Base64.getDecoder().decode(signature))));
        // The last letter before the padding has four bits that mean nothing.
        char last = signature.charAt(signature.length() - 3);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int bits = 1; bits < 16; bits++) {
            int letter = alphabet.indexOf(last);
            char twin = alphabet.charAt((letter & ~15) | ((letter + bits) & 15));
            texts.add(signature.substring(0, signature.length() - 3) + twin + "==");
        }
        for (String text : texts) {
            refuses(check(with(headers, "signature", text), BODY), Refusal.MALFORMED);
        }
        for (String count : List.of("07", "+7", "7 ", "0", "-7", "٧", "7e0", "9".repeat(19), "")) {
            refuses(check(with(headers, "count", count), BODY), Refusal.MALFORMED);
        }
    }

    @Test
    void refusesMachinesThatAreNoTags() throws Exception {
        for (String machine : List.of("a b", "a\nb", "\u001b[2J", "x".repeat(129))) {
            refuses(check(key.signed(agent.name(), 1, machine, BODY), BODY), Refusal.MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource(value = AgentState.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void refusesAgentsThatAreNotAccepted(AgentState state) throws Exception {
        Agent ended = in(state, Optional.empty(), Optional.empty());
        SignedHeaders headers = key.signed(agent.name(), 1, "m", BODY);
        refuses(check.check(headers, BODY, Optional.of(ended), NOON), Refusal.valueOf(state.name()));
    }

    private Agent in(AgentState state, Optional<Duration> silence, Optional<String> certificate) {
        return new Agent(
                agent.name(),
                agent.key(),
                "prod",
                "web-01",
                Optional.empty(),
                silence.map(any -> "t-000000000000"),
                Set.of(),
                certificate,
                state,
                NOON,
                NOON,
                silence,
                0,
                "",
                false);
    }

    @Test
    void refusesAgentsOfPoolsThatWereSilentForTooLong() throws Exception {
        Agent pooled = in(AgentState.ACTIVE, Optional.of(Duration.ofDays(2)), Optional.empty());
        SignedHeaders headers = key.signed(agent.name(), 1, "m", BODY);
        assertThat(check.check(headers, BODY, Optional.of(pooled), NOON.plus(Duration.ofDays(2))))
                .isInstanceOf(Checked.Verified.class);
        refuses(
                check.check(
                        headers,
                        BODY,
                        Optional.of(pooled),
                        NOON.plus(Duration.ofDays(2)).plusMillis(1)),
                Refusal.EXPIRED);
    }

    @Test
    void refusesAnotherCertificateThanTheAgentJoinedWith() throws Exception {
        Agent bound = in(AgentState.ACTIVE, Optional.empty(), Optional.of("ab".repeat(32)));
        SignedHeaders plain = key.signed(agent.name(), 1, "m", BODY);
        refuses(check.check(plain, BODY, Optional.of(bound), NOON), Refusal.CERTIFICATE);
        refuses(check.check(showing(plain, "cd"), BODY, Optional.of(bound), NOON), Refusal.CERTIFICATE);
        assertThat(check.check(showing(plain, "ab"), BODY, Optional.of(bound), NOON))
                .isInstanceOf(Checked.Verified.class);
    }

    private static SignedHeaders showing(SignedHeaders headers, String byteText) {
        return new SignedHeaders(
                headers.method(),
                headers.target(),
                headers.agent(),
                headers.count(),
                headers.machine(),
                headers.signature(),
                headers.encoding(),
                Optional.of(byteText.repeat(32)));
    }

    @Test
    void looksUpOnlyWhatMayBeAName() throws Exception {
        SignedHeaders headers = key.signed(agent.name(), 1, "m", BODY);
        assertThat(RequestCheck.agent(headers)).contains(agent.name());
        for (String name : List.of("-", "", "a-", "a-" + "G".repeat(20), agent.name() + "0", "' or 1=1 --")) {
            assertThat(RequestCheck.agent(with(headers, "agent", name))).isEmpty();
        }
    }

    @Test
    void joinsOnlyWhoHasTheKeyItBrings() throws Exception {
        SignedHeaders headers = key.signed("-", 1, "", BODY);
        assertThat(RequestCheck.isJoinSigned(headers, BODY, key.key(), AUDIENCE))
                .isTrue();
        assertThat(RequestCheck.isJoinSigned(headers, BODY, key().key(), AUDIENCE))
                .isFalse();
        assertThat(RequestCheck.isJoinSigned(headers, new byte[0], key.key(), AUDIENCE))
                .isFalse();
        assertThat(RequestCheck.isJoinSigned(headers, BODY, key.key(), "https://other"))
                .isFalse();
        SignedHeaders named = key.signed(agent.name(), 1, "", BODY);
        assertThat(RequestCheck.isJoinSigned(named, BODY, key.key(), AUDIENCE)).isFalse();
    }

    @Test
    void takesOnlyKeysOfTheOneKind() throws Exception {
        byte[] sound = Base64.getDecoder().decode(key.key().base64());
        assertThat(AgentKey.parse(key.key().base64())).contains(key.key());
        assertThat(AgentKey.parse(Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(sound, 45))))
                .isEmpty();
        assertThat(AgentKey.parse(Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(sound, 43))))
                .isEmpty();
        sound[8] ^= 1;
        assertThat(AgentKey.parse(Base64.getEncoder().encodeToString(sound))).isEmpty();
        KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
        assertThat(AgentKey.parse(Base64.getEncoder()
                        .encodeToString(other.generateKeyPair().getPublic().getEncoded())))
                .isEmpty();
        assertThat(AgentKey.parse("no key")).isEmpty();
        assertThat(AgentKey.parse("")).isEmpty();
    }

    /** Keys of small order verify signatures that nobody made; each of the eight points, in every way to write it. */
    @Test
    void verifiesNothingByAKeyThatIsNone() {
        for (String point : List.of(
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")) {
            byte[] spki = java.util.HexFormat.of().parseHex("302a300506032b6570032100" + point);
            assertThat(AgentKey.parse(Base64.getEncoder().encodeToString(spki)))
                    .as(point)
                    .isEmpty();
        }
    }

    @Test
    void tellsTheOutsideTheSameWhateverTheReason() {
        assertThat(OutsideAnswer.REQUEST.status()).isEqualTo(401);
        for (OutsideAnswer answer : List.of(OutsideAnswer.REQUEST, OutsideAnswer.JOIN)) {
            assertThat(answer.next()).contains("leeway audit list", "leeway");
        }
        assertThat(SignedRequest.digest(BODY)).hasSize(32);
    }
}

package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FleetKeyTest {
    private static final String SOURCE = "/etc/leeway/fleet.key";
    private static final String BASE64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String LINE = "leeway-key-1 " + BASE64;

    private static FleetKey generate() {
        return FleetKey.generate(new SecureRandom());
    }

    @Test
    void comesBackFromItsText() throws FleetKeyException {
        FleetKey key = generate();

        assertThat(FleetKey.parse(key.text() + "\n", SOURCE)).containsExactly(key);
        assertThat(key.text()).matches("leeway-key-1 [A-Za-z0-9+/]{43}=");
    }

    @Test
    void hasAnIdThatStaysTheSameForEver() throws FleetKeyException {
        assertThat(FleetKey.parse(LINE, SOURCE).get(0).id()).isEqualTo("k-8275afbe");
    }

    @Test
    void hasAnIdThatTellsNothingOfTheKey() throws FleetKeyException {
        FleetKey key = FleetKey.parse(LINE, SOURCE).get(0);
        String secret = HexFormat.of().formatHex(Base64.getDecoder().decode(BASE64));

        assertThat(secret).doesNotContain(key.id().substring(2));
        assertThat(HexFormat.of().formatHex(key.subkey("1|variable|DB_PASSWORD")))
                .doesNotContain(key.id().substring(2));
        assertThat(key.id()).matches("k-[0-9a-f]{8}").isNotEqualTo(generate().id());
    }

    @Test
    void neverSpeaksWhenPrinted() {
        FleetKey key = generate();

        assertThat(key.toString()).isEqualTo("FleetKey[" + key.id() + "]");
    }

    @Test
    void passesOverRemarksAndEmptyLines() throws FleetKeyException {
        assertThat(FleetKey.parse("# made 2026-11-20\r\n\r\n  " + LINE + "  \r\n", SOURCE))
                .hasSize(1);
    }

    @Test
    void readsTwoKeysInTheOrderWrittenDuringRotation() throws FleetKeyException {
        FleetKey next = generate();

        assertThat(FleetKey.parse(next.text() + "\n" + LINE, SOURCE))
                .containsExactly(next, FleetKey.parse(LINE, SOURCE).get(0));
    }

    @Test
    void isEqualToTheSameKeyAlone() throws FleetKeyException {
        List<FleetKey> twice = List.of(
                FleetKey.parse(LINE, SOURCE).get(0),
                FleetKey.parse(LINE, SOURCE).get(0));

        assertThat(twice.get(0))
                .isEqualTo(twice.get(1))
                .hasSameHashCodeAs(twice.get(1))
                .isNotEqualTo(generate());
    }

    private static Stream<String> notKeys() {
        return Stream.of(
                "",
                "# nothing",
                BASE64,
                "leeway-key-2 " + BASE64,
                "leeway-key-1",
                "leeway-key-1 " + BASE64.substring(4),
                "leeway-key-1 " + BASE64 + "AAAA",
                "leeway-key-1 !" + BASE64.substring(1),
                "leeway-key-1 " + Base64.getEncoder().encodeToString(new byte[32]),
                LINE + "\n" + LINE,
                LINE + "\n" + LINE.replace("AAEC", "AAED") + "\n" + LINE.replace("AAEC", "AAEE"),
                "hunter2-correct-horse");
    }

    @ParameterizedTest
    @MethodSource("notKeys")
    void refusesWhatIsNoKeyWithoutRepeatingAnyOfIt(String text) {
        assertThatThrownBy(() -> FleetKey.parse(text, SOURCE))
                .isInstanceOf(FleetKeyException.class)
                .hasNoCause()
                .hasMessageStartingWith(SOURCE + ":")
                .hasMessageNotContainingAny("AAEC", "AwQF", "HB0e", "hunter2", "AAAAAAAA");
    }

    @Test
    void namesTheLineAndTheNextStep() {
        assertThatThrownBy(() -> FleetKey.parse("# key\nleeway-key-1 x", SOURCE))
                .hasMessage(
                        "/etc/leeway/fleet.key:2: the key is not 32 bytes in base64; was it copied whole? Copy the file anew");
    }
}

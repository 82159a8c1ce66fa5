package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are whatever a stranger wrote: no length and no repetition makes the redactor slow, and nothing makes it fail. */
class HostileValuesTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());
    private static final Address ADDRESS = Address.parse("env[shop-web]/X");
    private static final List<String> NAMES =
            List.of("X", "PATH", "DB_PASSWORD", "JAVA_OPTS", "DATABASE_URL", "PASSWORD_FILE", "DB_HOST", "NODE_ENV");

    /** Far above what it takes (milliseconds), far below what a square would take (hours). */
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=",
                "a=",
                "password: ",
                "x-file: ",
                "://",
                "a://b@",
                "@",
                "%41",
                "%",
                "-----BEGIN ",
                "-----END ",
                "4111111111111111 ",
                "ghp_",
                "A1b2C3d4/",
                "\"",
                "{",
                "[",
                "name=password value",
                "/a:",
                "eyJ",
                "user:p@h ",
                "secret_file=/a ",
                "password is ",
                "<pin>",
                "<",
                " ",
                "bearer ",
                "0",
                "AA:AA",
                "1.",
                "-Dx=",
                "-X",
                "--a ",
                "a,",
                "token ",
                "key=<",
                "$1$",
                "\\",
                "\n",
                "'",
                "é",
                "\ud800",
                "\u0000",
                "a.b",
                "x8Q~",
                "jdbc:a:",
                "(",
                "${",
                "-",
                "_A"
            })
    void takeTimeInProportionToTheirLength(String unit) {
        String value = unit.repeat((1 << 18) / unit.length());

        Assertions.assertTimeoutPreemptively(SOON, () -> {
            for (String name : NAMES) {
                assertThat(REDACTOR.disclose(ADDRESS, new Observed.Guarded("variable", name, value)))
                        .isNotEmpty();
            }
            REDACTOR.disclose(ADDRESS, new Observed.Guarded("variable", value, "x"));
            REDACTOR.disclose(ADDRESS, Observed.text(value));
            REDACTOR.disclose(
                    ADDRESS, new Observed.Arguments(List.of(value, "-p" + value, "--" + value, "-D" + value)));
            REDACTOR.message(value);
        });
    }

    @Test
    void ofAMegabyteTakeAMoment() {
        String value = "user=app;password=hunter2 /srv/x8Q~y ".repeat(30_000);

        Assertions.assertTimeoutPreemptively(SOON, () -> {
            for (String name : NAMES) {
                REDACTOR.disclose(ADDRESS, new Observed.Guarded("variable", name, value));
            }
            REDACTOR.disclose(ADDRESS, Observed.text(value));
            REDACTOR.message(value);
        });
    }

    @Test
    void neverMakeTheRedactorFailWhateverTheirCharacters() {
        SplittableRandom random = new SplittableRandom(11);
        String alphabet = "ab0=:/@?#&;%-_.,<>[]{}()\"'\\$*+ \n\tjdbc:http://password=-D-X--ghp_é\ud800€";
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int k = 0; k < length; k++) {
                int at = random.nextInt(alphabet.length());
                text.append(alphabet, at, Math.min(alphabet.length(), at + 1 + random.nextInt(6)));
            }
            String value = text.toString();
            String name = NAMES.get(i % NAMES.size());

            assertThat(REDACTOR.disclose(ADDRESS, new Observed.Guarded("variable", name, value)))
                    .isNotEmpty();
            REDACTOR.disclose(ADDRESS, new Observed.Guarded("variable", value, "x"));
            REDACTOR.disclose(ADDRESS, new Observed.Arguments(List.of(value.split(" ", -1))));
            REDACTOR.disclose(ADDRESS, Observed.text(value));
            REDACTOR.message(value);
        }
    }
}

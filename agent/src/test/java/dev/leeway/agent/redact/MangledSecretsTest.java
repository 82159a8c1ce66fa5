package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsers cut texts and change their case before the redactor sees them. */
class MangledSecretsTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    private static Value plain(String text) {
        return REDACTOR.disclose(Address.parse("package/x"), Observed.text(text))
                .get(0)
                .value();
    }

    private static String key(String key) {
        Address address = Address.parse("package/" + FactPath.of("deb", key).text());
        return REDACTOR.disclose(address, Observed.flag(true)).get(0).path().text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x9Kq2Zt7Lm4Bw8Rp1Vn5Yc3Hs6Jd0Fg2Qa",
                "1.0-x9Kq2Zt7Lm4Bw8Rp1Vn5Yc3Hs6Jd0Fg2Qa",
                "a/x9Kq2Zt7Lm4Bw8Rp1Vn5Yc3Hs6Jd0Fg2Qa"
            })
    void hidesARandomStretchThatLostItsBeginning(String text) {
        assertThat(plain(text).kind()).isEqualTo(Value.Kind.SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "0.0.0-20230803-abcdef012345",
                "1:1.2.13.dfsg-1+deb12u1",
                "17.0.15+6-Debian-1deb12u1",
                "/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30",
                "/opt/google-cloud-sdk/platform/bundledpythonunix/lib/python3.11",
                "2.5.4-1~bpo12+1.gitabc123f",
                "0.14.0.20230218+dfsg1-1"
            })
    void showsDigestsVersionsAndPathsOfFixedPlaces(String text) {
        assertThat(plain(text)).isEqualTo(new Value.Text(text));
    }

    @Test
    void hidesATokenInAKeyWhoseCaseWasLost() {
        String token = "ghp_R7kQ2vX9mT4bL8nW3zY6cJ1hF5dS0gPaUeKo";

        assertThat(key(token)).doesNotContainIgnoringCase("R7kQ2v");
        assertThat(key(token.toLowerCase(Locale.ROOT))).doesNotContain("r7kq2v");
        assertThat(key("x9Kq2Zt7Lm4Bw8Rp1Vn5Yc3Hs6")).doesNotContain("x9Kq");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libboost-filesystem1.74.0",
                "linux-image-6.1.0-28-cloud-amd64",
                "golang-github-mattn-go-sqlite3-dev",
                "python3-jsonschema-specifications",
                "libghc-base64-bytestring-dev-1.2.1.0-7c5f2"
            })
    void keepsNamesOfPackagesAsKeys(String name) {
        assertThat(key(name)).contains(name.substring(0, 12)).doesNotContain("(secret)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<hashSalt>zorviknax17</hashSalt>",
                "hashsalt=zorviknax17",
                "-dpassword=zorviknax17",
                "{secrets:[zorviknax17]}",
                "password=<zorviknax17>"
            })
    void knowsTellingNamesInAnyCase(String text) {
        assertThat(REDACTOR.message(text.toLowerCase(Locale.ROOT))).doesNotContain("zorviknax17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password=[zorviknax]", "password=<zorviknax>", "password=%zorviknax%", "token=@zorviknax@"})
    void takesNothingForAPlaceholderThatDoesNotSaySo(String text) {
        assertThat(REDACTOR.message(text)).doesNotContain("zorviknax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password=<your-password>", "password=[redacted]", "password=${DB_WORD}", "token=@db.token@"})
    void showsPlaceholders(String text) {
        assertThat(REDACTOR.message(text)).isEqualTo(text);
    }

    @Test
    void doesNotTakeAStoneForASalt() {
        assertThat(REDACTOR.message("basalt=zorviknax")).contains("zorviknax");
    }
}

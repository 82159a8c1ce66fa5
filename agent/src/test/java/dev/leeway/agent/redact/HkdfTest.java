package dev.leeway.agent.redact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HkdfTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] range(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = from; i < to; i++) {
            bytes[i - from] = (byte) i;
        }
        return bytes;
    }

    /** RFC 5869, A.1. */
    @Test
    void answersTheBasicCaseAsPublished() {
        byte[] key = Hkdf.extract(range(0x00, 0x0d), hex("0b".repeat(22)));

        assertThat(hex(key)).isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        assertThat(hex(Hkdf.expand(key, range(0xf0, 0xfa), 42)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    /** RFC 5869, A.2. */
    @Test
    void answersTheLongCaseAsPublished() {
        byte[] key = Hkdf.extract(range(0x60, 0xb0), range(0x00, 0x50));

        assertThat(hex(key)).isEqualTo("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244");
        assertThat(hex(Hkdf.expand(key, range(0xb0, 0x100), 82)))
                .isEqualTo(
                        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e59"
                                + "0e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    /** RFC 5869, A.3. */
    @Test
    void answersTheCaseWithoutSaltAndInfoAsPublished() {
        byte[] key = Hkdf.extract(new byte[0], hex("0b".repeat(22)));

        assertThat(hex(key)).isEqualTo("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04");
        assertThat(hex(Hkdf.expand(key, new byte[0], 42)))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @ParameterizedTest
    @CsvSource({"0", "8161"})
    void refusesLengthsTheConstructionDoesNotGive(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], length));
    }

    /** RFC 4231, cases 1, 2, 6 and 7: short, named and overlong keys. */
    @Test
    void authenticatesAsPublished() {
        assertThat(hex(new Hmac(hex("0b".repeat(20))).of("Hi There".getBytes(US_ASCII))))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(hex(new Hmac("Jefe".getBytes(US_ASCII)).of("what do ya want for nothing?".getBytes(US_ASCII))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(hex(new Hmac(hex("aa".repeat(131)))
                        .of("Test Using Larger Than Block-Size Key - Hash Key First".getBytes(US_ASCII))))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        assertThat(hex(new Hmac(hex("aa".repeat(131)))
                        .of(("This is a test using a larger than block-size key and a larger than block-size data."
                                        + " The key needs to be hashed before being used by the HMAC algorithm.")
                                .getBytes(US_ASCII))))
                .isEqualTo("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }

    @Test
    void agreesWithThePlatformsOwnForKeysAndTextsOfAnyLength() throws GeneralSecurityException {
        SplittableRandom random = new SplittableRandom(7);
        Mac platform = Mac.getInstance("HmacSHA256");
        for (int length = 1; length < 200; length++) {
            byte[] key = new byte[length];
            byte[] text = new byte[random.nextInt(300)];
            random.nextBytes(key);
            random.nextBytes(text);
            platform.init(new SecretKeySpec(key, "HmacSHA256"));
            Hmac hmac = new Hmac(key);

            assertThat(hmac.of(text)).isEqualTo(platform.doFinal(text));
            assertThat(hmac.of(text, text)).isNotEqualTo(hmac.of(text));
        }
    }
}

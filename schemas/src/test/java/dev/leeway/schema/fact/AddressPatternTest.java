package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPatternTest {
    @ParameterizedTest
    @CsvSource({
        "env[*]/LOG_LEVEL, env[shop-web]/LOG_LEVEL, true",
        "env[*]/*, env[shop-web]/URL/host, false",
        "env[*]/**, env[shop-web]/URL/host, true",
        "env[*]/**, env[shop-web], true",
        "**, os/timezone, true",
        "**/host, env[shop-web]/A/B/host, true",
        "**/host, env[shop-web]/A/B/hosts, false",
        "env[*]/*_URL/**/host, env[a]/DB_URL/host, true",
        "env[*]/*_URL/**/host, env[a]/DB_URL/x/y/host, true",
        "package/deb[lib*]/version, package/deb[libssl3]/version, true",
        "package/deb[lib*]/version, package/deb[openssl]/version, false",
        "os, os, true",
        "os, os/timezone, false",
        "a/**/b/**/c, a/b/b/c/c, true",
    })
    void matchesWholeAddressesOnly(String pattern, String address, boolean expected) {
        assertThat(AddressPattern.parse(pattern).matches(address)).isEqualTo(expected);
    }

    @Test
    void agreesWithARegularExpressionOnRandomPatterns() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*", true);
            String address = text(random, "ab", false);
            assertThat(AddressPattern.parse(pattern).matches(address))
                    .as(pattern + " on " + address)
                    .isEqualTo(regular(pattern).matcher("/" + address).matches());
        }
    }

    private static String text(Random random, String alphabet, boolean deep) {
        StringBuilder out = new StringBuilder();
        int segments = 1 + random.nextInt(4);
        for (int i = 0; i < segments; i++) {
            out.append(i == 0 ? "" : "/");
            if (deep && random.nextInt(4) == 0) {
                out.append("**");
                continue;
            }
            int length = 1 + random.nextInt(3);
            char before = 'x';
            for (int j = 0; j < length; j++) {
                char next = alphabet.charAt(random.nextInt(alphabet.length()));
                out.append(before == '*' && next == '*' ? 'a' : next);
                before = out.charAt(out.length() - 1);
            }
        }
        return out.toString();
    }

    /** Every segment is written with its slash, so that "any number of segments" is simply a repetition. */
    private static Pattern regular(String pattern) {
        StringBuilder out = new StringBuilder();
        String[] segments = pattern.split("/", -1);
        for (String segment : segments) {
            out.append(segment.equals("**") ? "(?:/[^/]+)*" : "/" + segment.replace("*", "[^/]*"));
        }
        return Pattern.compile(out.toString());
    }
}

package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/shop/web.env:3",
                "/etc/shop/secrets.env:12",
                "/etc/passwd:7",
                "/proc/812/environ",
                "/etc/systemd/system/shop-web.service.d/10-token.conf:4",
                "/var/lib/dpkg/status: limit",
                "service 'shop-web' has no unit",
                "3 of 5 services unreadable; lost: missing-variable check",
                "not a regular file",
                "more than 4096 entries in /var/log",
                "cut after 30 s",
                "basic authentication failed",
                "shop-web.service: 2 drop-ins",
                "/usr/lib/x86_64-linux-gnu/libssl.so.3",
                "value \"8080\" of \"/etc/shop.conf\""
            })
    void keepWhatTheySayWhenNothingSecretIsInThem(String text) {
        assertThat(REDACTOR.message(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cannot reach postgres://app:hunter2@db-1/shop now | cannot reach postgres://(secret)@db-1/shop now",
                "password=hunter2 refused | password=(secret) refused",
                "option --token hunter2 unknown | option --token (secret) unknown",
                "wrong password hunter2 given | wrong password (secret) given",
                "/srv/ghp_wR7pQx2ZtK9vLm4BwR7pQx2ZtK9vLm4B1234.conf:3 | /srv/(secret).conf:3",
                "key wR7pQx2ZtK9vLm4BwR7pQx2Z found | key (secret) found",
                "/etc/systemd/wR7pQx2ZtK9vLm4BwR7pQx2Z.conf:3 | /etc/systemd/(secret).conf:3",
                "For input string: \"hunter2\" | For input string: \"(withheld)\"",
                "unclosed \"hunter2 | unclosed \"(withheld)",
                "Authorization: Bearer abc123def456 | Authorization: (secret)"
            })
    void hideOnlyWhatIsSecretInThem(String text, String expected) {
        assertThat(REDACTOR.message(text)).isEqualTo(expected);
    }

    @Test
    void areBoundedAndNotCutThroughASecret() {
        String token = "ghp_" + "wR7pQx2ZtK9vLm4B1234".repeat(2);
        String masked = REDACTOR.message("x".repeat(4000) + " " + (token + " ").repeat(4000));

        assertThat(masked).hasSizeLessThanOrEqualTo(4096).doesNotContain("ghp_", "wR7pQx2Z");
    }

    @Test
    void ofOurOwnFailuresAreToldAndOfOthersOnlyTheKind() {
        HostAccessException ours = new HostAccessException(HostAccessException.Kind.DENIED, "/proc/1/environ");

        assertThat(REDACTOR.failure(ours)).isEqualTo("/proc/1/environ: permission");
        assertThat(REDACTOR.failure(new NumberFormatException("For input string: hunter2")))
                .isEqualTo("NumberFormatException");
        assertThat(REDACTOR.failure(new StackOverflowError())).isEqualTo("StackOverflowError");
    }
}

package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Value;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that speaks about a secret shows its value only while that keeps to what the name promises. */
class AboutNamesTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    @ParameterizedTest
    @CsvSource({
        "PASSWORD_FILE, hunter2",
        "PASSWORD_FILE, /wR7pQx2ZtK9vLm4BwR7pQx2Z",
        "TOKEN_TTL, hunter2",
        "AUTH_ENABLED, hunter2",
        "PASSWORD_MIN_LENGTH, x8f",
        "JWT_ALGORITHM, hunter2",
        "TOKEN_URL, wR7pQx2ZtK9vLm4BwR7pQx2Z",
        "PWD, hunter2",
        "KEY_PATH, a+b/c",
        "PIN, 1234",
        "OTP, 123456",
        "PASSWORD, true",
        "SECRET, https://api.example.com/v1",
        "API_KEY, /etc/hosts",
        "DB_PASS, info",
        "CREDENTIAL_STORE, app:hunter2",
        "TOKEN_SERVER, app:hunter2@host"
    })
    void hidesWhatTheNameDoesNotPromise(String name, String text) {
        List<Disclosed> facts =
                REDACTOR.disclose(Address.parse("env[shop-web]/FACT"), new Observed.Guarded("variable", name, text));

        assertThat(facts).extracting(fact -> fact.value().kind()).containsExactly(Value.Kind.SECRET);
    }
}

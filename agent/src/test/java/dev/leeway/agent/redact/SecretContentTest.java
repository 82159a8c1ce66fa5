package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretContentTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    @ParameterizedTest
    @CsvSource({
        "WELCOME_TITLE, pw is Sommer2024!",
        "WELCOME_TITLE, Sommer2024!",
        "TIMEOUT_TIMEOUT, S3cretInTimeout",
        "TIMEOUT_TIMEOUT, correcthorse",
        "HTTP_INTERVAL, correcthorse",
        "CACHE_TTL, a-b-c",
        "QUEUE_NAME, s3cr3t-Passw0rd",
        "QUEUE_NAME, t0k3n-of-shop",
        "NODE_ENV, topsecretvalue",
        "NODE_ENV, correcthorse",
        "DEPLOY_ENVIRONMENT, hunter2",
        "DEPLOY_STAGE, prod-correcthorse",
        "APP_NAME, hunter2",
        "APP_NAME, Sommer2024",
        "APP_NAME, my-pass",
        "APP_NAME, myPwd",
        "APP_NAME, pa$$word",
        "APP_NAME, P4ssFile",
        "QUEUE_NAME, shop-p@ss",
        "APP_VERSION, Passw0rd-1",
        "DATA_DIR, /srv/Passw0rdFile",
        "DATA_DIR, /srv/secret2024/x",
        "ANYTHING, /srv/Passw0rdFile",
        "ANYTHING, Passw0rd.txt",
        "DB_HOST, s3cr3t",
        "DB_HOST, topsecretvalue",
        "DB_PASSWORD_FILE, /run/Passw0rd",
    })
    void staysUnderNamesThatAreHarmless(String name, String text) {
        assertThat(value(name, text)).as("%s=%s", name, text).isInstanceOf(Value.Secret.class);
    }

    @ParameterizedTest
    @CsvSource({
        "SESSION_TIMEOUT, 30s",
        "SESSION_TIMEOUT, 1500",
        "SESSION_TIMEOUT, PT30M",
        "SESSION_TIMEOUT, never",
        "STEP_TIMEOUTS, '1s, 2s'",
        "NODE_ENV, production",
        "APP_ENV, prod-eu-west-1",
        "APP_ENV, staging2",
        "APP_ENV, us-prod",
        "APP_NAME, passenger-web",
        "APP_NAME, compass",
        "APP_NAME, bypass-proxy",
        "APP_NAME, shop-web-2",
        "APP_NAME, worker12",
        "NODE_NAME, shard01",
        "TEXT_MODULE, tokenizer",
        "ROLE_NAME, secretary",
        "APP_VERSION, release42",
        "HIBERNATE_DIALECT, org.hibernate.dialect.PostgreSQL95Dialect",
        "DB_COLLATION, utf8mb4_unicode_ci",
        "GRANT_TYPE, refresh_token",
        "DATA_DIR, /run/secrets/db_password",
        "DATA_FILE, /etc/passwd",
        "ANYTHING, /etc/shop/secrets.yml",
        "ANYTHING, token.actions.githubusercontent.com",
        "DB_PASSWORD_FILE, /run/secrets/db_password",
        "DB_HOST, db2server1",
    })
    void leavesWhereItMeansSomethingElse(String name, String text) {
        assertThat(value(name, text)).as("%s=%s", name, text).isEqualTo(new Value.Text(text));
    }

    @Test
    void staysInUrlsAndArguments() {
        assertThat(REDACTOR.disclose(
                        Address.parse("env[shop]/SHOP_URL"), guarded("SHOP_URL", "https://shop.example/Passw0rd1")))
                .noneMatch(fact -> fact.value().toString().contains("assw0rd"));
        assertThat(REDACTOR.disclose(
                        Address.parse("process[shop]/command"),
                        new Observed.Arguments(List.of("/srv/Passw0rdFile", "com.shop.P4ssw0rd"))))
                .noneMatch(fact -> fact.value().toString().contains("ssw0rd"));
    }

    @Test
    void leavesWhereItsOwnerNamedItInFull() {
        Redactor told = Redactor.keyless(new RedactionRules(List.of("GREETING", "BANNER_*"), List.of()));

        assertThat(told.disclose(
                        Address.parse("env[shop]/GREETING"), guarded("GREETING", "hello passenger of 2024, pass in")))
                .allMatch(fact -> fact.value() instanceof Value.Text);
        assertThat(told.disclose(Address.parse("env[shop]/BANNER_TOP"), guarded("BANNER_TOP", "Sommer2024 is near")))
                .allMatch(fact -> fact.value() instanceof Value.Text);
        assertThat(told.disclose(Address.parse("env[shop]/BANNER_TOP"), guarded("BANNER_TOP", "pw is near")))
                .allMatch(fact -> fact.value() instanceof Value.Secret);
    }

    private static Value value(String name, String text) {
        return REDACTOR.disclose(Address.parse("env[shop]/" + name), guarded(name, text))
                .get(0)
                .value();
    }

    private static Observed guarded(String name, String text) {
        return new Observed.Guarded("variable", name, text);
    }
}

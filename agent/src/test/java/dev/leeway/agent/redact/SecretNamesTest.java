package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD",
                "DB_PASSWORD_OLD",
                "PASSWORD1",
                "X_PWD",
                "apiKey2",
                "MYSQL_PWD",
                "userPwd",
                "PGPASSWORD",
                "dbpasswd",
                "DB_PASS",
                "smtp.pass",
                "sshPassphrase",
                "SECRET",
                "clientSecret",
                "JWT_SECRET_V2",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_ACCESS_KEY_ID",
                "GITHUB_TOKEN",
                "X-Auth-Token",
                "npm_config__authToken",
                "APIKEY",
                "stripeApiKey",
                "PRIVATE_KEY",
                "ssh_host_rsa_key",
                "LICENSE_KEY",
                "CREDENTIALS",
                "DB_CREDS",
                "REDIS_AUTH",
                "Authorization",
                "SESSION_COOKIE",
                "SLACK_WEBHOOK",
                "PASSWORD_SALT",
                "OTP_SEED",
                "CARD_PIN",
                "HMAC",
                "UNSEAL_KEYS",
                "ConnectionStrings__Default",
                "MOT_DE_PASSE",
                "kennwort",
                "pAsSwOrD",
                "PASS_WORD",
                "spring.datasource.password",
                "PASSWORD_FILE_CONTENT",
                "KEY",
                "sig",
                "csrfTokens",
                "TOKENS"
            })
    void knowsTheNamesOfSecretsInAnyNotation(String name) {
        assertThat(SecretNames.judge(name)).isEqualTo(NameJudgement.SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LANG",
                "COMPASS_HOST",
                "BYPASS_CACHE",
                "MONKEY_TEST",
                "TURKEY_REGION",
                "KEYBOARD",
                "KEYCLOAK_URL",
                "KEYSPACE",
                "TOKENIZER_MODEL",
                "TOKENIZERS_PARALLELISM",
                "AUTHOR",
                "AUTHORITY_HOST",
                "OAUTH2_CLIENT",
                "SPIN_LOCK",
                "SHIPPING_COST",
                "PASSENGER_COUNT",
                "MAPPING",
                "LOG_LEVEL",
                "DATABASE_URL",
                "KEEPALIVE",
                "SECURITY_PROTOCOL",
                "PATTERN",
                "DISPATCH"
            })
    void doesNotSeeSecretsInLookAlikes(String name) {
        assertThat(SecretNames.judge(name)).isEqualTo(NameJudgement.NEUTRAL);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_TTL, ABOUT_COUNT", "PASSWORD_MIN_LENGTH, ABOUT_COUNT", "MAX_TOKENS, ABOUT_COUNT",
                "AUTH_ENABLED, ABOUT_SWITCH",
        "REQUIRE_AUTH, ABOUT_SWITCH", "PASSWORD_FILE, ABOUT_PLACE", "SSH_AUTH_SOCK, ABOUT_PLACE",
                "javax.net.ssl.keyStore, ABOUT_PLACE",
        "PWD, ABOUT_PLACE", "GOOGLE_APPLICATION_CREDENTIALS, ABOUT_PLACE", "TOKEN_URL, ABOUT_ENDPOINT",
                "JWKS_KEY_URI, ABOUT_ENDPOINT",
        "javax.net.ssl.keyStoreType, ABOUT_METHOD", "JWT_ALGORITHM, ABOUT_METHOD",
                "javax.net.ssl.keyStorePassword, SECRET"
    })
    void tellsNamesThatSpeakAboutASecret(String name, NameJudgement judgement) {
        assertThat(SecretNames.judge(name)).isEqualTo(judgement);
    }
}

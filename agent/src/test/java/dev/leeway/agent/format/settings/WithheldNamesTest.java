package dev.leeway.agent.format.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of settings are told; secrets that stand where a name is expected are not. */
class WithheldNamesTest {
    private static List<SettingEntry> entries(String file, String text) throws MalformedException {
        List<SettingEntry> entries = new ArrayList<>();
        SettingsFormat format = SettingsFormat.of(file, text);
        for (TreeNode document : format.read(text)) {
            entries.addAll(SettingEntries.of(document, 5_000).entries());
        }
        return entries;
    }

    private static List<String> keys(String file, String text) throws MalformedException {
        return entries(file, text).stream().map(SettingEntry::key).toList();
    }

    private static String key(int seed, boolean ended) {
        byte[] bytes = new byte[1_190 + seed % 3];
        new Random(seed).nextBytes(bytes);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN RSA PRIVATE KEY-----\n" + body + (ended ? "\n-----END RSA PRIVATE KEY-----\n" : "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.properties", "a.ini", "a.service"})
    void tellsNoLineOfAKey(String file) throws MalformedException {
        for (int seed = 0; seed < 60; seed++) {
            for (String before : List.of("private.key=", "private.key=\n", "")) {
                String text = "[a]\nport=1\n" + before + key(seed, seed % 2 == 0) + "host=db\n";
                List<String> keys = keys(file, file.endsWith("properties") ? text.substring(4) : text);
                String section = file.endsWith("properties") ? "" : "a.";
                assertThat(keys)
                        .isSubsetOf(section + "port", section + "private.key", section + "(secret)", section + "host");
                assertThat(keys).contains(section + "port", section + "host");
            }
        }
    }

    @Test
    void keepsTwoKeysApartByTheValueThatIsWithheld() throws MalformedException {
        assertThat(entries("a.properties", "k=\n" + key(1, true)))
                .isNotEqualTo(entries("a.properties", "k=\n" + key(4, true)))
                .last()
                .matches(SettingEntry::withheld);
    }

    @ParameterizedTest
    @CsvSource({"a.properties, ''", "a.ini, auth.", "a.env, ''"})
    void withholdsWhatStandsAloneAndIsNoName(String file, String section) throws MalformedException {
        String head = section.isEmpty() ? "" : "[auth]\n";
        assertThat(keys(file, head + "skip-name\nCanaryPass42\nhunter2\nc0rrecthorse\n"))
                .containsExactly(section + "skip-name", section + "(secret)");
    }

    @Test
    void withholdsBase64ThatEndsInSignsOfEquality() throws MalformedException {
        assertThat(keys("a.properties", "Q2FuYXJ5MTIzNA==\nQ2FuYXJ5MTIzNDU=\nserver.ssl.key=\n"))
                .containsExactly("server.ssl.key", "(secret)");
        assertThat(keys("a.ini", "[a]\nQ2FuYXJ5MTIzNA==\nQ2FuYXJ5MTIzNDU=\nssl.key=\n"))
                .containsExactly("a.ssl.key", "a.(secret)");
    }

    @Test
    void withholdsWhatTablesOfSecretsAreKeyedBy() throws MalformedException {
        String text = """
                {"apiKeys": {"CanaryPass51abc": true}, "users": {"alice:Canary21pw": 1, "bob": {"role": "x"}, "password": "y"},
                 "auth": {"alice:Canary22pw": 1}, "scripts": {"build:prod": "z"}, "tokens": [{"name": "Canary23pw", "ttl": 1}]}
                """;
        assertThat(keys("a.json", text))
                .containsExactlyInAnyOrder(
                        "users.password",
                        "scripts.build:prod",
                        "tokens.0.name",
                        "tokens.0.ttl",
                        "apiKeys.(secret)",
                        "users.(secret)",
                        "users.(secret).role",
                        "auth.(secret)");
        assertThat(keys("a.yml", "passwords:\n  Canary24pw: on\n")).containsExactly("passwords.(secret)");
        assertThat(keys("a.xml", "<b:beans xmlns:b='b' xmlns:context='c'><context:component-scan c='1'/></b:beans>"))
                .contains("beans.component-scan.c");
    }

    @Test
    void holdsWhatIsWithheldInOneOrder() throws MalformedException {
        assertThat(entries("a.json", "{\"users\": {\"bob\": 1, \"alice\": 2}}"))
                .isEqualTo(entries("a.json", "{\"users\": {\"alice\": 2, \"bob\": 1}}"));
    }
}

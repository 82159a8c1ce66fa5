package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.selftest.Canary;
import dev.leeway.agent.selftest.Canary.Strength;
import dev.leeway.agent.selftest.CanaryCorpus;
import dev.leeway.agent.selftest.CanaryScanner;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Thousands of made-up secrets, in every carrier there is: none may come out, whole, in part, or in disguise. */
class PlantedSecretsTest {
    private static final List<Canary> CORPUS = CanaryCorpus.of(20_261_121L);
    private static final CanaryScanner SCANNER = CanaryScanner.of(CORPUS);
    private static final SectionKey SECTION = SectionKey.of("env", "shop-web");
    private static final RedactionRules RULES = RedactionRules.published();

    /** Names whose values are shown when they look as expected. */
    private static final List<String> HARMLESS =
            List.of("AWS_REGION", "DB_HOST", "KAFKA_TOPIC", "APP_VERSION", "CRON_SCHEDULE", "LOG_FILE", "PATH");

    private static final List<String> SECRET_NAMES =
            List.of("DB_PASSWORD", "apiKey2", "X_PWD", "spring.mail.password", "CARD_PIN");

    private static String name(Canary canary) {
        return canary.kind();
    }

    private static Map<String, BiFunction<Redactor, Canary, String>> named() {
        Map<String, BiFunction<Redactor, Canary, String>> carriers = new LinkedHashMap<>();
        carriers.put("a letter's value", (r, c) -> out(r, new Observed.Arguments(List.of("mysql", "-p" + c.text()))));
        carriers.put(
                "a password property",
                (r, c) -> out(r, new Observed.Arguments(List.of("-Dshop.password=" + c.text()))));
        carriers.put("content", (r, c) -> out(r, new Observed.Content("file", "shop", bytes(c.text()))));
        carriers.put(
                "a URL's password",
                (r, c) -> out(r, guarded("DATABASE_URL", "postgres://app:" + c.text() + "@db/shop")));
        SECRET_NAMES.forEach(name -> carriers.put("variable " + name, (r, c) -> out(r, guarded(name, c.text()))));
        return carriers;
    }

    private static Map<String, BiFunction<Redactor, Canary, String>> unnamed() {
        Map<String, BiFunction<Redactor, Canary, String>> carriers = new LinkedHashMap<>();
        carriers.put("a variable of no known name", (r, c) -> out(r, guarded("SETTINGS", c.text())));
        carriers.put("an argument", (r, c) -> out(r, new Observed.Arguments(List.of("run", c.text(), "--verbose"))));
        carriers.put(
                "an option's value", (r, c) -> out(r, new Observed.Arguments(List.of("run", "--setting", c.text()))));
        carriers.put("a property", (r, c) -> out(r, new Observed.Arguments(List.of("-Dshop.setting=" + c.text()))));
        carriers.put("options", (r, c) -> out(r, guarded("JAVA_OPTS", "-Xmx1g -Dshop.setting='" + c.text() + "'")));
        carriers.put(
                "JSON in a variable",
                (r, c) -> out(r, guarded("SPRING_APPLICATION_JSON", "{\"a\":{\"x\":\"" + c.text() + "\"}}")));
        carriers.put(
                "base64 in a variable",
                (r, c) -> out(r, guarded("BLOB", Base64.getEncoder().encodeToString(bytes(c.text())))));
        return carriers;
    }

    private static Map<String, BiFunction<Redactor, Canary, String>> random() {
        Map<String, BiFunction<Redactor, Canary, String>> carriers = new LinkedHashMap<>();
        HARMLESS.forEach(name -> carriers.put("variable " + name, (r, c) -> out(r, guarded(name, c.text()))));
        carriers.put("a path in a variable", (r, c) -> out(r, guarded("SETTINGS", "/srv/" + c.text() + "/x")));
        carriers.put(
                "a URL's path", (r, c) -> out(r, guarded("CALLBACK_URL", "https://api.example.com/in/" + c.text())));
        carriers.put(
                "a URL's parameter",
                (r, c) -> out(r, guarded("CALLBACK_URL", "https://api.example.com/?x=" + c.text())));
        carriers.put("a host", (r, c) -> out(r, guarded("CALLBACK_URL", "https://" + c.text() + ".example.com/")));
        carriers.put("a message", (r, c) -> r.message("cannot read " + c.text() + " here"));
        return carriers;
    }

    private static Map<String, BiFunction<Redactor, Canary, String>> shape() {
        Map<String, BiFunction<Redactor, Canary, String>> carriers = new LinkedHashMap<>();
        carriers.put("a plain text", (r, c) -> out(r, Observed.text(c.text())));
        carriers.put("a plain text among words", (r, c) -> out(r, Observed.text("built with " + c.text() + " today")));
        carriers.put("a version", (r, c) -> out(r, Observed.version(c.text(), VersionScheme.GENERIC)));
        carriers.put("a set", (r, c) -> out(r, new Observed.Plain(Value.SetOf.texts(List.of("a", c.text())))));
        carriers.put("a list", (r, c) -> out(r, new Observed.Plain(Value.ListOf.texts(List.of("a", c.text())))));
        carriers.put("a reason", (r, c) -> out(r, new Observed.Plain(new Value.Withheld(c.text()))));
        carriers.put(
                "a key of the path",
                (r, c) -> out(r.disclose(
                        new Address(SECTION, FactPath.of("file", c.text()).child("size")), Observed.number(1))));
        carriers.put("the name of a file", (r, c) -> r.message("/etc/shop/" + c.text() + ":12"));
        return carriers;
    }

    private static Observed guarded(String name, String text) {
        return new Observed.Guarded("variable", name, text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String out(Redactor redactor, Observed observed) {
        return out(redactor.disclose(new Address(SECTION, FactPath.of("FACT")), observed))
                + (observed instanceof Observed.Plain ? "" : observed);
    }

    private static String out(List<Disclosed> facts) {
        StringBuilder out = new StringBuilder();
        for (Disclosed fact : facts) {
            out.append(fact)
                    .append('\n')
                    .append(fact.path())
                    .append(' ')
                    .append(everything(fact.value()))
                    .append('\n');
        }
        return out.toString();
    }

    private static String everything(Value value) {
        return value.display() + " " + value;
    }

    private static List<FleetKey> keys() {
        return List.of(FleetKey.generate(new SecureRandom()));
    }

    private static Set<String> leaks(Redactor redactor) {
        Set<String> leaks = new TreeSet<>();
        for (Canary canary : CORPUS) {
            Map<String, BiFunction<Redactor, Canary, String>> carriers = new LinkedHashMap<>(named());
            if (canary.strength() != Strength.NUMBER) {
                carriers.putAll(unnamed());
            }
            if (canary.strength() == Strength.SHAPE || canary.strength() == Strength.RANDOM) {
                carriers.putAll(random());
            }
            if (canary.strength() == Strength.SHAPE) {
                carriers.putAll(shape());
            }
            carriers.forEach((carrier, planted) -> {
                byte[] output = bytes(planted.apply(redactor, canary));
                if (!SCANNER.scan(output).isEmpty()) {
                    leaks.add(canary.kind() + " in " + carrier);
                }
            });
        }
        return leaks;
    }

    @Test
    void theCorpusHoldsEnoughKindsAndEnoughSecrets() {
        Set<String> kinds = CORPUS.stream().map(PlantedSecretsTest::name).collect(Collectors.toSet());
        Set<List<String>> secrets = CORPUS.stream().map(Canary::secrets).collect(Collectors.toSet());

        assertThat(kinds).hasSizeGreaterThanOrEqualTo(500);
        assertThat(CORPUS).hasSizeGreaterThanOrEqualTo(2000);
        assertThat(secrets).hasSameSizeAs(CORPUS);
    }

    @Test
    void nothingComesOutWithoutAKey() {
        assertThat(String.join("\n", leaks(Redactor.keyless(RULES)))).isEmpty();
    }

    @Test
    void nothingComesOutWithKeys() {
        assertThat(String.join("\n", leaks(Redactor.keyed(keys(), RULES)))).isEmpty();
    }
}

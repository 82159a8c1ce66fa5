package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.selftest.Canary;
import dev.leeway.agent.selftest.Canary.Strength;
import dev.leeway.agent.selftest.CanaryCorpus;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Redaction must not take the answer away: with a key, every secret is still told equal, changed or missing. */
class ChangedSecretsTest {
    private static final List<Canary> CORPUS = CanaryCorpus.of(20_261_121L);
    private static final Redactor REDACTOR =
            Redactor.keyed(List.of(FleetKey.generate(new SecureRandom())), RedactionRules.published());
    private static final Map<String, Function<String, Observed>> CARRIERS = carriers();

    private enum Told {
        EQUAL,
        CHANGED,
        PRESENCE_ONLY
    }

    private static Map<String, Function<String, Observed>> carriers() {
        Map<String, Function<String, Observed>> carriers = new LinkedHashMap<>();
        carriers.put("a password", text -> new Observed.Guarded("variable", "DB_PASSWORD", text));
        carriers.put("a variable", text -> new Observed.Guarded("variable", "SETTINGS", text));
        carriers.put("an argument", text -> new Observed.Arguments(List.of("run", "--token", text)));
        carriers.put("content", text -> new Observed.Content("file", "shop", text.getBytes(StandardCharsets.UTF_8)));
        return carriers;
    }

    private static Map<FactPath, Value> disclose(Observed observed) {
        Map<FactPath, Value> facts = new LinkedHashMap<>();
        Address address = new Address(SectionKey.of("env", "shop-web"), FactPath.of("FACT"));
        REDACTOR.disclose(address, observed).forEach(fact -> facts.put(fact.path(), fact.value()));
        return facts;
    }

    private static Told told(Map<FactPath, Value> left, Map<FactPath, Value> right) {
        if (!left.equals(right)) {
            return Told.CHANGED;
        }
        boolean guessable = left.values().stream()
                .anyMatch(value -> value instanceof Value.Secret secret && secret.presence() != Presence.TAGGED);
        return guessable ? Told.PRESENCE_ONLY : Told.EQUAL;
    }

    /** The same text with another secret of the same shape in it. */
    private static String changed(Canary canary) {
        String text = canary.text();
        for (String secret : canary.secrets()) {
            int middle = secret.length() / 2;
            char c = secret.charAt(middle);
            char other = c == '7' ? '8' : c >= '0' && c <= '9' ? '7' : c == 'e' ? 'a' : 'e';
            text = text.replace(secret, secret.substring(0, middle) + other + secret.substring(middle + 1));
        }
        return text;
    }

    @Test
    void everySecretIsToldEqualToItselfAndChangedWhenItWas() {
        Set<String> lost = new TreeSet<>();
        Set<String> presenceOnly = new TreeSet<>();
        List<Canary> strong = new ArrayList<>();
        for (Canary canary : CORPUS) {
            CARRIERS.forEach((carrier, plant) -> {
                Told same = told(disclose(plant.apply(canary.text())), disclose(plant.apply(canary.text())));
                Told different = told(disclose(plant.apply(canary.text())), disclose(plant.apply(changed(canary))));
                boolean guessable = same == Told.PRESENCE_ONLY;
                if (!guessable && (same != Told.EQUAL || different != Told.CHANGED)) {
                    lost.add(canary.kind() + " as " + carrier);
                }
                if (guessable) {
                    presenceOnly.add(canary.kind());
                }
                if (!guessable && carrier.equals("a password")) {
                    strong.add(canary);
                }
            });
        }

        assertThat(lost).isEmpty();
        assertThat(presenceOnly).doesNotContainAnyElementsOf(kindsThatNobodyGuesses());
        assertThat(strong).hasSizeGreaterThan(CORPUS.size() / 2);
    }

    private static List<String> kindsThatNobodyGuesses() {
        return CORPUS.stream()
                .filter(canary -> canary.strength() == Strength.RANDOM
                        || (canary.strength() == Strength.SHAPE
                                && !canary.kind().contains("/")))
                .map(Canary::kind)
                .toList();
    }

    @Test
    void aMissingSecretIsNotAnEmptyOne() {
        Map<FactPath, Value> empty = disclose(new Observed.Guarded("variable", "DB_PASSWORD", ""));

        assertThat(empty.values()).containsExactly(Value.Secret.of(Presence.EMPTY));
        assertThat(disclose(new Observed.Arguments(List.of()))).isEmpty();
    }
}

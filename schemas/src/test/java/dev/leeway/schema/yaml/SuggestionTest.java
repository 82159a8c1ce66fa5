package dev.leeway.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KEYS =
            List.of("environments", "services", "rules", "waivers", "owners", "require");

    @ParameterizedTest
    @CsvSource({
        "rule, rules",
        "Rules, rules",
        "wavers, waivers",
        "enviroments, environments",
        "environment, environments",
        "requires, require",
        "onwers, owners"
    })
    void findsWhatWasMeant(String word, String meant) {
        assertThat(Suggestion.nearest(word, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "database", "''"})
    void suggestsNothingFarFetched(String word) {
        assertThat(Suggestion.nearest(word, KEYS)).isEmpty();
    }

    @Test
    void listsWhatIsKnownWhenNothingIsNear() {
        assertThat(Suggestion.nextStep("zebra", KEYS))
                .isEqualTo("expected one of environments, owners, require, rules, services, waivers");
        assertThat(Suggestion.nextStep("zebra", List.of("probes"))).isEqualTo("expected probes");
    }

    @Test
    void looksAtNoMoreThanTheBeginningOfALongWord() {
        assertThat(Suggestion.nearest("r".repeat(1_000_000), KEYS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"onyl, only", "hgih, high", "smae, same", "nay, any", "porbe, probe"})
    void takesTwoSwappedLettersForOneSlip(String word, String meant) {
        assertThat(Suggestion.nearest(word, List.of("only", "high", "same", "any", "probe", "low")))
                .contains(meant);
    }

    @Test
    void doesNotTakeEverythingForASlip() {
        assertThat(Suggestion.nearest("hgihest", List.of("high"))).isEmpty();
        assertThat(Suggestion.nearest("ylno", List.of("only"))).isEmpty();
    }
}

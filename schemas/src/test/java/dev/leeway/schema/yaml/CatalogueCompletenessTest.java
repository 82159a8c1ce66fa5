package dev.leeway.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every author of a probe owes to the published vocabulary. */
class CatalogueCompletenessTest {
    private static final Pattern SENTENCES = Pattern.compile("[A-Z0-9`'\"{(].{10,398}[.?!]", Pattern.DOTALL);
    private static final Pattern UNFINISHED = Pattern.compile("(?i)\\b(todo|fixme|tbd|xxx|lorem)\\b");

    /** As many package managers, or sources of one thing, may share a sentence; more is boilerplate. */
    private static final int MOST_SHARING = 4;

    private final Catalogue catalogue = CatalogueReader.builtIn();

    @Test
    void isCompiledFromWhatFactsYamlSays() {
        assertThat(catalogue.probes()).isEqualTo(CatalogueReader.source().probes());
    }

    @Test
    void givesEveryFactItsSentences() {
        for (FactEntry fact : facts()) {
            assertThat(List.of(fact.meaning(), fact.why(), fact.align(), fact.unproven()))
                    .as(fact.pattern().text())
                    .allMatch(text -> SENTENCES.matcher(text).matches(), "begins with a capital, ends with a full stop")
                    .noneMatch(text -> UNFINISHED.matcher(text).find())
                    .noneMatch(text -> text.contains("\n") || text.contains("\t") || text.contains("  "))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void repeatsNoBoilerplate() {
        assertThat(shared(FactEntry::meaning))
                .as("meanings shared by more than four facts")
                .isEmpty();
        assertThat(shared(FactEntry::why))
                .as("reasons shared by more than four facts")
                .isEmpty();
        assertThat(shared(FactEntry::unproven))
                .as("warnings shared by more than four facts")
                .isEmpty();
    }

    private List<String> shared(Function<FactEntry, String> text) {
        // What is told of containers as it is of hosts is one fact with one text.
        return facts().stream()
                .collect(Collectors.groupingBy(
                        text,
                        Collectors.mapping(
                                fact -> fact.pattern().text().replaceFirst("^(\\w+)\\[\\*]", "$1"),
                                Collectors.collectingAndThen(Collectors.toSet(), Set::size))))
                .entrySet()
                .stream()
                .filter(sentence -> sentence.getValue() > MOST_SHARING)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void namesAKindThatASingleObservationCanHave() {
        assertThat(facts()).noneMatch(fact -> fact.type() == Value.Kind.WITHHELD);
    }

    @Test
    void guardsWhatItsTextMayKeepFromLeaving() {
        assertThat(facts()).filteredOn(FactEntry::byText).isNotEmpty().allMatch(FactEntry::guarded);
    }

    @Test
    void givesUnitsToNumbersAlone() {
        assertThat(facts())
                .allMatch(fact -> fact.unit().isEmpty() || fact.type() == Value.Kind.NUMBER, "units belong to numbers");
    }

    @Test
    void hasEveryPatternOnceAndWithinReach() {
        assertThat(facts()).extracting(FactEntry::pattern).doesNotHaveDuplicates();
        for (FactEntry fact : facts()) {
            assertThat(catalogue.entry(Address.parse(sample(fact))).map(FactEntry::pattern))
                    .as("an earlier, wider pattern must not hide a later one")
                    .contains(fact.pattern());
        }
    }

    /** An address the pattern covers, and as few others as possible do. */
    private static String sample(FactEntry fact) {
        return fact.pattern().text().replace("**", "zz/zz").replace("*", "zz");
    }

    @Test
    void isOwnedProbeByProbe() {
        for (ProbeEntry probe : catalogue.probes()) {
            assertThat(probe.summary()).as(probe.name()).matches(SENTENCES);
            assertThat(probe.facts())
                    .as(probe.name())
                    .isNotEmpty()
                    .allMatch(fact ->
                            Address.parse(sample(fact)).section().probe().equals(probe.name()));
        }
    }

    private List<FactEntry> facts() {
        return catalogue.probes().stream()
                .flatMap(probe -> probe.facts().stream())
                .toList();
    }
}

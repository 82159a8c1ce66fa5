package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.leeway.agent.probe.BuiltInProbes;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.schema.fact.Access;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every author of a probe owes to users who may not see everything. */
class ProbeAdviceTest {
    private static final ProbeDiagnosis.Sight STRANGER = new ProbeDiagnosis.Sight(false, List.of("init (1)"));
    private static final ProbeDiagnosis.Sight ROOT = new ProbeDiagnosis.Sight(true, List.of());

    static List<String> probes() {
        return BuiltInProbes.all().stream().map(each -> each.spec().name()).toList();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void saysWhatItReadsAndWhatItNeeds(String probe) {
        Access access = access(probe);
        String owed = "access of " + probe + " in facts.yaml: ";
        assertAll(
                () -> assertThat(access.reads()).as(owed + "reads").hasSizeBetween(20, 160),
                () -> assertThat(access.without()).as(owed + "without").hasSizeBetween(10, 160),
                () -> assertThat(access.lost()).as(owed + "lost").hasSizeBetween(10, 160),
                () -> assertThat(access.permission()).as(owed + "permission").isNotEmpty(),
                () -> assertThat(access.exceptions())
                        .allMatch(each -> each.pattern().text().matches(probe + "([/\\[].*|)")));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void namesTheSinglePermissionWhereEverythingIsRefused(String probe) {
        Section refused = section(probe, Outcome.REFUSED, List.of());
        Diagnosis found = diagnosis(probe, refused, STRANGER);
        assertThat(found.state()).isEqualTo(Diagnosis.State.BROKEN);
        assertThat(found.evidence()).contains("refused", probe);
        assertThat(found.lost()).isEqualTo(access(probe).lost());
        if (!probe.equals("database")) {
            assertThat(found.fix())
                    .startsWith("run as root, or as the leeway user with ")
                    .contains(access(probe).permission());
            assertThat(diagnosis(probe, refused, ROOT).fix()).startsWith("even root is refused: ");
        } else {
            assertThat(found.fix()).contains("leeway-agent snapshot --show --only database");
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void namesTheSinglePermissionForEachException(String probe) {
        for (Access.Permission exception : access(probe).exceptions()) {
            String pattern = exception.pattern().text();
            int slash = pattern.indexOf('/');
            String key = pattern.substring(0, slash).replace("[*]", "[shop]");
            Uncovered gap = new Uncovered(AddressPattern.parse(key + pattern.substring(slash)), Kind.DENIED.text());
            Section partial = Sections.of(
                    SectionKey.parse(key),
                    1,
                    Outcome.PARTIAL,
                    Facts.none(),
                    List.of(gap),
                    Collections.emptySortedMap(),
                    Optional.empty());
            assertThat(diagnosis(probe, partial, STRANGER).fix())
                    .isEqualTo("run as root, or as the leeway user with " + exception.text());
        }
    }

    private static Diagnosis diagnosis(String probe, Section section, ProbeDiagnosis.Sight sight) {
        return new ProbeDiagnosis(probe, List.of(section), sight, access(probe)).diagnosis();
    }

    private static Section section(String key, Outcome outcome, List<Uncovered> gaps) {
        return Sections.of(
                SectionKey.parse(key),
                1,
                outcome,
                Facts.none(),
                gaps,
                Collections.emptySortedMap(),
                Optional.of("/place: permission"));
    }

    private static Access access(String probe) {
        return CatalogueReader.builtIn().probe(probe).map(ProbeEntry::access).orElse(Access.UNSAID);
    }
}

package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.LeftOut;
import dev.leeway.agent.probe.database.model.LeftOut.Unnamed;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.DatabaseTarget.Names;
import dev.leeway.schema.fact.AddressPattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoriesLeftOutTest {
    private static Names names(String include, String exclude) {
        return new Names(list(include), list(exclude));
    }

    private static List<String> list(String names) {
        return Stream.of(names.split(" ")).filter(name -> !name.equals("-")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "-,audit,-,-,migration[flyway@audit]/latest,true",
        "-,audit,-,-,migration[django@audit:shop]/latest,true",
        "-,audit,-,-,migration[flyway]/latest,false",
        "-,public,-,-,migration[flyway]/latest,true",
        "app,-,-,-,migration[flyway@app]/latest,false",
        "app,-,-,-,migration[django@app:shop]/latest,false",
        "app,-,-,-,migration[flyway@audit]/latest,true",
        "app,-,-,-,migration[flyway]/latest,true",
        "public,-,-,-,migration[flyway]/latest,false",
        "app billing,-,-,-,migration[django@billing:shop]/latest,false",
        "app billing,-,-,-,migration[django@audit:shop]/latest,true",
        "public,-,-,-,migration[flyway@audit]/latest,true",
        "-,-,-,tmp_*,migration[flyway]/latest,false",
        "-,-,-,flyway_*,migration[flyway]/latest,true",
        "-,-,-,flyway_*,migration[liquibase]/latest,false",
        "-,-,-,app.*,migration[flyway@app]/latest,true",
        "-,-,-,app.*,migration[flyway]/latest,false",
        "-,-,orders,-,migration[flyway]/latest,true",
        "-,-,orders flyway_schema_history schema_version,-,migration[flyway]/latest,false",
        "-,-,orders flyway_schema_history schema_version,-,migration[alembic]/latest,true"
    })
    void followTheTablesThatHoldThem(
            String schemas, String notSchemas, String tables, String notTables, String path, boolean expected) {
        Gaps gaps = new Gaps();
        LeftOut.tell(new NameFilter(names(schemas, notSchemas), names(tables, notTables)), Unnamed.NONE, gaps);
        HistoriesLeftOut.follow(gaps);
        assertThat(gaps.patterns().keySet().stream()
                        .anyMatch(pattern -> AddressPattern.parse(pattern).matches(path)))
                .isEqualTo(expected);
    }

    @Test
    void bearNothingThatWouldBeTakenForASecret() {
        Gaps gaps = new Gaps();
        LeftOut.tell(
                new NameFilter(names("app billing", "audit_*"), names("orders app.lines", "tmp_* billing.old")),
                Unnamed.NONE,
                gaps);
        HistoriesLeftOut.follow(gaps);
        Redactor redactor = Redactor.keyless(new RedactionRules(List.of(), List.of()));
        assertThat(gaps.patterns().keySet())
                .isNotEmpty()
                .allSatisfy(pattern -> assertThat(redactor.message(pattern)).isEqualTo(pattern));
    }
}

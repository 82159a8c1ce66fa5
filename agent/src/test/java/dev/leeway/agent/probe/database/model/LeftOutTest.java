package dev.leeway.agent.probe.database.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.database.model.LeftOut.Unnamed;
import dev.leeway.agent.spi.DatabaseTarget.Names;
import dev.leeway.schema.fact.AddressPattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftOutTest {
    private static final Unnamed MYSQL = new Unnamed("shop", true, false);
    private static final Unnamed SQLITE = new Unnamed("main", false, true);

    private static Names include(String... names) {
        return new Names(List.of(names), List.of());
    }

    private static Names exclude(String... names) {
        return new Names(List.of(), List.of(names));
    }

    private static boolean unasked(Names schemas, Names tables, Unnamed unnamed, String path) {
        Gaps gaps = new Gaps();
        LeftOut.tell(new NameFilter(schemas, tables), unnamed, gaps);
        return gaps.patterns().keySet().stream()
                .anyMatch(pattern -> AddressPattern.parse(pattern).matches(path));
    }

    @ParameterizedTest
    @CsvSource({
        "table[audit_1.log]/rows,true",
        "view[audit_1.all]/text,true",
        "routine[audit_1.f(integer)]/kind,true",
        "json[audit_1.log.raw]/scan,true",
        "schema[audit_1]/present,true",
        "grant[app]/schema[audit_1],true",
        "grant[app]/table[audit_1.log],true",
        "grant[app]/column[audit_1.log.raw],true",
        "table[app.audit_1]/rows,false",
        "schema[app]/present,false",
        "grant[app]/database[%7Bself%7D],false",
        "role[app]/login,false",
        "server/version,false"
    })
    void coversJustTheSchemasThatAreExcluded(String path, boolean expected) {
        assertThat(unasked(exclude("audit_*"), Names.ALL, Unnamed.NONE, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "table[audit.log]/rows,true",
        "schema[audit]/present,true",
        "schema[app]/present,false",
        "table[app.orders]/rows,false",
        "table[billing_2.lines]/column[id]/type,false",
        "json[app.orders.payload]/scan,false",
        "json[audit.log.raw]/scan,true",
        "role[app]/login,false"
    })
    void coversWhateverElseThereIsWhereSchemasAreIncluded(String path, boolean expected) {
        assertThat(unasked(include("app", "billing*"), Names.ALL, Unnamed.NONE, path))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "table[app.tmp_1]/rows,true",
        "sequence[app.tmp_1.id]/start,true",
        "json[app.tmp_1.raw]/scan,true",
        "table[app.old]/rows,true",
        "table[audit.old]/rows,false",
        "table[app.orders]/rows,false",
        "routine[app.tmp_f()]/kind,false",
        "schema[app]/present,false"
    })
    void coversTheTablesThatAreExcludedByNameOrByWholeName(String path, boolean expected) {
        assertThat(unasked(Names.ALL, exclude("tmp_*", "app.old"), Unnamed.NONE, path))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "table[app.orders]/rows,false",
        "sequence[app.orders.id]/start,false",
        "json[app.orders.raw]/scan,false",
        "table[app.lines]/rows,true",
        "view[app.rich]/text,true",
        "sequence[app.lines.id]/start,true",
        "json[app.lines.raw]/scan,true",
        "routine[app.f()]/kind,false"
    })
    void coversTheTablesThatAreNotIncluded(String path, boolean expected) {
        assertThat(unasked(Names.ALL, include("orders"), Unnamed.NONE, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "table[orders]/rows,false",
        "table[tmp_1]/rows,true",
        "table[other.tmp_1]/rows,true",
        "table[old]/rows,true",
        "table[other.old]/rows,false",
        "table[third.orders]/rows,true",
        "table[other.orders]/rows,false",
        "json[orders.raw]/scan,false",
        "json[third.orders.raw]/scan,true"
    })
    void knowsTheSchemaThatNoFactBears(String path, boolean expected) {
        assertThat(unasked(include("other"), exclude("tmp_*", "shop.old"), MYSQL, path))
                .isEqualTo(expected);
    }

    @Test
    void coversAllOfAFileWhoseOnlySchemaIsNotWanted() {
        assertThat(unasked(include("app"), Names.ALL, SQLITE, "table[orders]/rows"))
                .isTrue();
        assertThat(unasked(exclude("main"), Names.ALL, SQLITE, "json[orders.raw]/scan"))
                .isTrue();
        assertThat(unasked(include("main"), exclude("main.tmp"), SQLITE, "table[tmp]/rows"))
                .isTrue();
        assertThat(unasked(include("main"), exclude("main.tmp"), SQLITE, "table[orders]/rows"))
                .isFalse();
    }

    @Test
    void leavesNothingOutWhereAllIsWanted() {
        Gaps gaps = new Gaps();
        LeftOut.tell(new NameFilter(include("*"), include("*")), Unnamed.NONE, gaps);
        LeftOut.tell(new NameFilter(Names.ALL, Names.ALL), MYSQL, gaps);
        assertThat(gaps.patterns()).isEmpty();
    }

    @Test
    void encodesNamesAsAddressesDoAndStaysWithinTheLengthOfAPattern() {
        assertThat(unasked(exclude("a/b*"), Names.ALL, Unnamed.NONE, "table[a%2Fbc.t]/rows"))
                .isTrue();
        String[] many = new String[400];
        for (int i = 0; i < many.length; i++) {
            many[i] = "schema_of_customer_" + i;
        }
        assertThat(unasked(include(many), Names.ALL, Unnamed.NONE, "table[other.t]/rows"))
                .isTrue();
    }
}

package dev.leeway.agent.probe.database.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.DatabaseTarget.Names;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFilterTest {
    @ParameterizedTest
    @CsvSource({
        "*,anything,true",
        "audit_*,audit_2026,true",
        "audit_*,audit,false",
        "*_log,web_log,true",
        "a*b*c,aXbYbZc,true",
        "a*b*c,aXbY,false",
        "shop,shop,true",
        "shop,shop2,false"
    })
    void matchesNamesWithStars(String pattern, String name, boolean expected) {
        assertThat(NameFilter.matches(pattern, name)).isEqualTo(expected);
    }

    @Test
    @Timeout(5)
    void takesNoLongerForAHostilePattern() {
        long begin = System.nanoTime();
        assertThat(NameFilter.matches("*a".repeat(100) + "b", "a".repeat(10_000)))
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource({
        "app.orders,app,orders,true",
        "app.orders,audit,orders,false",
        "app.*,app,lines,true",
        "*.tmp_*,audit,tmp_1,true",
        "a*,app,orders,false",
        "a.b,app,a.b,true"
    })
    void matchesWholeNamesByPatternsWithADot(String pattern, String schema, String table, boolean expected) {
        NameFilter filter = new NameFilter(Names.ALL, new Names(List.of(), List.of(pattern)));
        assertThat(filter.table(schema, table)).isNotEqualTo(expected);
        assertThat(filter.unmet().isEmpty()).isEqualTo(expected);
    }

    @Test
    void remarksWhatMetNothing() {
        NameFilter filter = new NameFilter(
                new Names(List.of("app", "ap"), List.of("audit_*")), new Names(List.of(), List.of("tmp_*", "old")));
        filter.table("app", "orders");
        filter.table("app", "tmp_1");
        assertThat(filter.unmet())
                .containsExactly(
                        "schemas.include 'ap' matches nothing",
                        "schemas.exclude 'audit_*' matches nothing",
                        "tables.exclude 'old' matches nothing");
    }

    @Test
    void letsExclusionsWin() {
        NameFilter filter = new NameFilter(new Names(List.of("app", "audit"), List.of("au*")), Names.ALL);
        assertThat(filter.schema("app")).isTrue();
        assertThat(filter.schema("audit")).isFalse();
        assertThat(filter.schema("public")).isFalse();
        assertThat(filter.table("audit", "t")).isFalse();
    }
}

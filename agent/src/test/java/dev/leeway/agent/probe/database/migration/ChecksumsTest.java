package dev.leeway.agent.probe.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.database.migration.History.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
    private static Checksums of(String key, Entry... entries) {
        return of(key, Arrays.asList(entries));
    }

    private static Checksums of(String key, List<Entry> entries) {
        return Checksums.of(new History(key, List.of(), true, OptionalInt.empty(), new TreeSet<>(), false, entries));
    }

    private static Entry flyway(String version, String kind, boolean done, String sum) {
        return new Entry(version, kind, done, "", "V" + version + "__x.sql", Optional.of(sum));
    }

    private static Entry liquibase(String id, String kind, String author, String script, String sum) {
        return new Entry(id, kind, true, author, script, Optional.of(sum));
    }

    @Test
    void areTheSameInWhateverOrderMigrationsWereApplied() {
        List<Entry> entries = new ArrayList<>(List.of(
                flyway("1", "SQL", true, "11"), flyway("1.10", "SQL", true, "12"), flyway("1.9", "SQL", true, "13")));
        Checksums one = of("flyway", entries);
        Collections.reverse(entries);
        assertThat(of("flyway@tenant", entries)).isEqualTo(one);
        assertThat(one.sums().keySet()).containsExactly("1", "1.9", "1.10");
    }

    @Test
    void areThoseInEffect() {
        Checksums sums = of(
                "flyway",
                flyway("1", "SQL", true, "11"),
                flyway("1", "UNDO_SQL", true, "0"),
                flyway("2", "SQL", false, "21"),
                flyway("3", "SQL", true, "31"),
                flyway("3", "UNDO_SQL", true, "0"),
                flyway("3", "SQL", true, "32"),
                new Entry("", "SQL", true, "", "R__views.sql", Optional.of("41")),
                new Entry("5", "BASELINE", true, "", "<< baseline >>", Optional.empty()));
        assertThat(sums.sums()).hasToString("{3=[32]}");
    }

    @Test
    void areToldByTheRuleTheyWereMadeByAndWithoutAuthors() {
        Checksums sums = of(
                "liquibase",
                liquibase("1", "EXECUTED", "jane.doe", "classpath:db/a.xml", "9:aa"),
                liquibase("1", "EXECUTED", "john.roe", "db/a.xml", "9:bb"),
                liquibase("2", "MARK_RAN", "jane.doe", "db/a.xml", "8:cc"),
                liquibase("3", "RERAN", "jane.doe", "db/a.xml", "9:dd"),
                liquibase("4", "EXECUTED", "jane.doe", "db/a.xml", ""));
        assertThat(sums.sums()).hasToString("{db/a.xml::1 (9)=[9:aa, 9:bb], db/a.xml::2 (8)=[8:cc]}");
    }

    @Test
    void meetWhereverTheProjectLiesAndNameNoHome() {
        Checksums one = of(
                "liquibase", liquibase("1", "EXECUTED", "anna", "/home/anna.berg/work/shop/db/changelog.xml", "9:aa"));
        Checksums other =
                of("liquibase", liquibase("1", "EXECUTED", "john", "C:\\Users\\john\\shop\\db\\changelog.xml", "9:aa"));
        assertThat(one).isEqualTo(other);
        assertThat(one.toString()).doesNotContain("anna", "home");
    }

    @Test
    void areTheLastOfVeryMany() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= Checksums.MOST + 5; i++) {
            entries.add(flyway(String.valueOf(i), "SQL", true, "7"));
        }
        Checksums sums = of("flyway", entries);
        assertThat(sums.whole()).isFalse();
        assertThat(sums.sums()).hasSize(Checksums.MOST);
        assertThat(sums.sums().firstKey()).isEqualTo("6");
    }

    @Test
    void tellNoNameThatIsNone() {
        Checksums sums = of("prisma", new Entry("mail anna@example.com", "", true, "", "", Optional.of("aa")));

        assertThat(sums.sums()).isEmpty();
        assertThat(sums.whole()).as("that one is not told is said").isFalse();
    }
}

package dev.leeway.agent.probe.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One spelling for what MariaDB and MySQL print each in its own way. */
class MysqlSpellingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    `score` >= 0                             | score >= 0
                    `name` <> 'bad\\'x'                      | name <> 'bad''x'
                    (`name` <> _utf8mb4\\'planted\\')        | (name <> 'planted')
                    `name` <> _utf8mb4'it''s'                | name <> 'it''s'
                    `a b` > 1                                | "a b" > 1
                    select `shop`.`t`.`id` from `shop`.`t`   | select t.id from t
                    x = "text"                               | x = 'text'
                    'never closed                            | 'never closed'
                    """)
    void bringsExpressionsToTheSpellingOfTheStandard(String printed, String expected) {
        assertThat(MysqlText.standard(printed, "shop")).isEqualTo(expected);
    }

    @Test
    void givesDefaultsOfBothServersOneSpelling() {
        assertThat(MysqlTypes.defaultOfMysql(Optional.of("it's"), "varchar", false))
                .isEqualTo(MysqlTypes.defaultOfMariaDb(Optional.of("'it''s'")))
                .contains("'it''s'");
        assertThat(MysqlTypes.defaultOfMysql(Optional.of("CURRENT_TIMESTAMP(3)"), "datetime", true))
                .isEqualTo(MysqlTypes.defaultOfMariaDb(Optional.of("current_timestamp(3)")));
        assertThat(MysqlTypes.defaultOfMysql(Optional.of("0.50"), "decimal", false))
                .isEqualTo(MysqlTypes.defaultOfMariaDb(Optional.of("0.50")));
        assertThat(MysqlTypes.defaultOfMariaDb(Optional.of("NULL"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    int(11)             | int
                    bigint(20) unsigned | bigint unsigned
                    tinyint(1)          | tinyint(1)
                    int(5) zerofill     | int(5) zerofill
                    varchar(120)        | varchar(120)
                    """)
    void leavesOutTheWidthOfPrintedNumbers(String printed, String expected) {
        assertThat(MysqlTypes.type(printed)).isEqualTo(expected);
    }

    @Test
    void takesOnlyHarmlessOptionsOfTablesApart() {
        MysqlOptions options =
                MysqlOptions.of(" row_format=DYNAMIC max_rows=100 stats_persistent=0 partitioned `transactional`=1"
                        + " `option_list`='host=10.0.0.1, max_rows=7, it''s \\' checksum=1 password=Tr0ub4dor'"
                        + " `PAGE_COMPRESSED`='ON' `Anna Berg`='x' compression=Tr0ub4dor never='closed min_rows=5");
        assertThat(options.known())
                .isEqualTo(Map.of(
                        "max_rows", "100", "stats_persistent", "0", "transactional", "1", "page_compressed", "ON"));
        assertThat(options.others())
                .containsExactlyInAnyOrder(
                        "`option_list`='host=10.0.0.1, max_rows=7, it''s \\' checksum=1 password=Tr0ub4dor'",
                        "`Anna Berg`='x'",
                        "compression=Tr0ub4dor",
                        "never='closed min_rows=5");
    }

    @Test
    void findsWhichDatabasesAGrantIsOn() {
        assertThat(MysqlSight.covers("shop\\_%", "shop_dev")).isTrue();
        assertThat(MysqlSight.covers("shop\\_%", "shopping")).isFalse();
        assertThat(MysqlSight.covers("sho_", "shop")).isTrue();
        assertThat(MysqlSight.covers("%", "")).isFalse();
    }
}

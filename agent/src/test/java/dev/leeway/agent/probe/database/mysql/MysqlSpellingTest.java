package dev.leeway.agent.probe.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

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
    void findsWhichDatabasesAGrantIsOn() {
        assertThat(MysqlSight.covers("shop\\_%", "shop_dev")).isTrue();
        assertThat(MysqlSight.covers("shop\\_%", "shopping")).isFalse();
        assertThat(MysqlSight.covers("sho_", "shop")).isTrue();
        assertThat(MysqlSight.covers("%", "")).isFalse();
    }
}

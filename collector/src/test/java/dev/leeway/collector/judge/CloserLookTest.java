package dev.leeway.collector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Address;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloserLookTest {
    private static Optional<String> look(String product, String path) {
        return SchemaFact.of(Address.parse("database[shop]/" + path))
                .flatMap(fact -> CloserLook.command(product, fact));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "PostgreSQL | table[public.orders]/column[total]/type | \\d public.orders (psql)",
                "PostgreSQL | table[Sales.Orders]/kind | \\d \"Sales\".\"Orders\" (psql)",
                "PostgreSQL | view[public.sales]/text | \\d+ public.sales (psql)",
                "PostgreSQL | type[public.mood]/labels | \\dT+ public.mood (psql)",
                "PostgreSQL | grant[app]/table[public.orders] | \\dp public.orders (psql)",
                "PostgreSQL | role[app]/superuser | \\du app (psql)",
                "PostgreSQL | server/setting[work_mem] | SHOW work_mem (psql)",
                "PostgreSQL | server/setting[encoding] | \\l (psql)",
                "MariaDB | table[orders]/column[total]/type | SHOW CREATE TABLE `orders` (mariadb, mysql)",
                "MariaDB | server/setting[sql_mode] | SHOW GLOBAL VARIABLES LIKE 'sql_mode' (mariadb, mysql)",
                "MySQL | table[audit.orders]/kind | SHOW CREATE TABLE `audit`.`orders` (mariadb, mysql)",
                "SQLite | table[orders]/kind | SELECT sql FROM sqlite_master WHERE tbl_name = 'orders'; (sqlite3)",
                "H2 | table[PUBLIC.ORDERS]/kind | SCRIPT NODATA TABLE \"PUBLIC\".\"ORDERS\" (H2 console)",
            })
    void saysWhatShowsTheObject(String product, String path, String command) {
        assertThat(look(product, path)).contains(command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "PostgreSQL | table[a\"; drop table b]/kind",
                "SQLite | table[a'; drop table b]/kind",
                "MariaDB | table[a`; drop table b]/kind",
                "PostgreSQL | table[a\\! rm]/kind",
                "PostgreSQL | server/setting[x; drop table b]",
                "PostgreSQL | role[%7Bself%7D]/superuser",
                "PostgreSQL | server/product",
                "Oracle | table[orders]/kind",
            })
    void saysNothingForNamesThatCouldDoHarm(String product, String path) {
        assertThat(look(product, path)).isEmpty();
    }
}

package dev.leeway.collector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Address;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloserLookTest {
    private static Optional<String> look(String product, String path) {
        return look(product, path, "");
    }

    private static Optional<String> look(String product, String path, String sort) {
        return SchemaFact.of(Address.parse("database[shop]/" + path))
                .flatMap(fact -> CloserLook.command(product, fact, sort));
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
                "PostgreSQL | role[shop.dev]/login | \\du \"shop.dev\" (psql)",
                "PostgreSQL | role[app]/member-of |"
                        + " SELECT roleid::regrole FROM pg_auth_members WHERE member = 'app'::regrole; (psql)",
                "PostgreSQL | table[public.orders]/option[fillfactor] | \\d+ public.orders (psql)",
                "PostgreSQL | table[public.orders]/column[total]/comment | \\d+ public.orders (psql)",
                "PostgreSQL | table[public.orders]/comment | SELECT obj_description('public.orders'::regclass); (psql)",
                "PostgreSQL | sequence[app.tickets]/increment | \\d app.tickets (psql)",
                "PostgreSQL | sequence[app.orders.id]/max | SELECT * FROM pg_sequences WHERE format('%I.%I', schemaname,"
                        + " sequencename) = pg_get_serial_sequence('app.orders', 'id'); (psql)",
                "PostgreSQL | sequence[Sales.Orders.Id]/max | SELECT * FROM pg_sequences WHERE format('%I.%I', schemaname,"
                        + " sequencename) = pg_get_serial_sequence('\"Sales\".\"Orders\"', 'Id'); (psql)",
                "PostgreSQL | grant[app]/sequence[app.orders.id] | SELECT relacl FROM pg_class WHERE oid ="
                        + " pg_get_serial_sequence('app.orders', 'id')::regclass; (psql)",
                "PostgreSQL | grant[app]/sequence[app.tickets] | \\dp app.tickets (psql)",
                "PostgreSQL | grant[app]/column[app.orders.total] | \\dp app.orders (psql)",
                "PostgreSQL | schema[app]/present | \\dn+ app (psql)",
                "PostgreSQL | server/setting[IntervalStyle] | SHOW IntervalStyle; (psql)",
                "MariaDB | sequence[tickets]/start | SHOW CREATE SEQUENCE `tickets`; (mariadb)",
                "PostgreSQL | server/setting[work_mem] | SHOW work_mem; (psql)",
                "PostgreSQL | server/setting[encoding] | SELECT pg_encoding_to_char(encoding), * FROM pg_database"
                        + " WHERE datname = current_database(); (psql)",
                "MariaDB | table[orders]/column[total]/type | SHOW CREATE TABLE `orders`; (mariadb, mysql)",
                "MariaDB | server/setting[sql_mode] | SHOW GLOBAL VARIABLES LIKE 'sql_mode'; (mariadb, mysql)",
                "MySQL | table[audit.orders]/kind | SHOW CREATE TABLE `audit`.`orders`; (mariadb, mysql)",
                "SQLite | table[orders]/kind | SELECT sql FROM sqlite_master WHERE tbl_name = 'orders'; (sqlite3)",
                "H2 | table[PUBLIC.ORDERS]/kind | SCRIPT NODATA TABLE \"PUBLIC\".\"ORDERS\"; (H2 console)",
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
                "PostgreSQL | role[app]/owns",
                "PostgreSQL | table[app.my.orders]/kind",
                "PostgreSQL | table[.orders]/kind",
                "H2 | table[A.B.C]/kind",
                "MySQL | sequence[tickets]/start",
                "PostgreSQL | server/product",
                "Oracle | table[orders]/kind",
            })
    void saysNothingForNamesThatCouldDoHarm(String product, String path) {
        assertThat(look(product, path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum | \\dT+ app.t (psql)",
                "domain | \\dD app.t (psql)",
                "composite | \\d app.t (psql)",
                "range | SELECT rngsubtype::regtype FROM pg_range WHERE rngtypid = 'app.t'::regtype; (psql)",
            },
            quoteCharacter = '^')
    void showsEachSortOfTypeByWhatShowsIt(String sort, String command) {
        assertThat(look("PostgreSQL", "type[app.t]/definition", sort)).contains(command);
    }
}

package dev.leeway.collector.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaSpellingsTest {
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final String COLUMN = "database[shop]/table[orders]/column[c]/";

    private static Value key(String address, String product, String text) {
        Address parsed = Address.parse(address);
        FactContext fact =
                new FactContext(parsed.section(), parsed.path().text(), CATALOGUE.entry(parsed), Set.of("prod"));
        return Alignment.key(fact.in(Optional.of(product)), new Value.Text(text));
    }

    private static void meet(String address, String one, String left, String other, String right, boolean same) {
        boolean met = key(address, one, left).equals(key(address, other, right));
        assertThat(met).as("%s %s, %s %s", one, left, other, right).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostgreSQL | int4 | PostgreSQL | integer | true",
                "PostgreSQL | int8 | PostgreSQL | bigint | true",
                "PostgreSQL | int2 | PostgreSQL | smallint | true",
                "PostgreSQL | int4[] | PostgreSQL | integer[] | true",
                "PostgreSQL | int4 | PostgreSQL | bigint | false",
                "PostgreSQL | float8 | PostgreSQL | double precision | true",
                "PostgreSQL | float4 | PostgreSQL | real | true",
                "PostgreSQL | float4 | PostgreSQL | double precision | false",
                "PostgreSQL | bool | PostgreSQL | boolean | true",
                "PostgreSQL | decimal(10,2) | PostgreSQL | numeric(10,2) | true",
                "PostgreSQL | decimal(10, 2) | PostgreSQL | numeric(10,2) | true",
                "PostgreSQL | numeric(10,2) | PostgreSQL | numeric(12,2) | false",
                "PostgreSQL | numeric | PostgreSQL | numeric(12,2) | false",
                "PostgreSQL | varchar(20) | PostgreSQL | character varying(20) | true",
                "PostgreSQL | varchar(20)[] | PostgreSQL | character varying(20)[] | true",
                "PostgreSQL | varchar(20) | PostgreSQL | character varying(30) | false",
                "PostgreSQL | character varying | PostgreSQL | text | false",
                "PostgreSQL | char(3) | PostgreSQL | character(3) | true",
                "PostgreSQL | bpchar | PostgreSQL | character(1) | false",
                "PostgreSQL | timestamptz | PostgreSQL | timestamp with time zone | true",
                "PostgreSQL | timestamptz(3) | PostgreSQL | timestamp(3) with time zone | true",
                "PostgreSQL | timestamp | PostgreSQL | timestamp without time zone | true",
                "PostgreSQL | timestamp | PostgreSQL | timestamp with time zone | false",
                "PostgreSQL | time | PostgreSQL | time without time zone | true",
                "PostgreSQL | json | PostgreSQL | jsonb | false",
                "PostgreSQL | varbit(8) | PostgreSQL | bit varying(8) | true",
                "PostgreSQL | app.mood | PostgreSQL | public.mood | false",
                "MySQL | int | MariaDB | int | true",
                "MySQL | int unsigned | MariaDB | int | false",
                "MySQL | tinyint(1) | MariaDB | tinyint | false",
                "MySQL | json | MariaDB | longtext | false",
                "MySQL | decimal(10,2) | PostgreSQL | numeric(10,2) | true",
                "MySQL | decimal(10,2) unsigned | PostgreSQL | numeric(10,2) | false",
                "MariaDB | int | PostgreSQL | integer | true",
                "MariaDB | int unsigned | PostgreSQL | integer | false",
                "MariaDB | mediumint | PostgreSQL | integer | false",
                "MariaDB | bigint | PostgreSQL | bigint | true",
                "MariaDB | double | PostgreSQL | double precision | true",
                "MariaDB | float | PostgreSQL | real | true",
                "MariaDB | float | PostgreSQL | double precision | false",
                "MariaDB | varchar(20) | PostgreSQL | character varying(20) | true",
                "MariaDB | char(20) | PostgreSQL | character(20) | false",
                "MariaDB | text | PostgreSQL | text | true",
                "MariaDB | tinyint(1) | PostgreSQL | boolean | false",
                "MariaDB | datetime(6) | PostgreSQL | timestamp without time zone | true",
                "MariaDB | datetime | PostgreSQL | timestamp without time zone | false",
                "MariaDB | timestamp | PostgreSQL | timestamp with time zone | false",
                "H2 | integer | PostgreSQL | integer | true",
                "H2 | character varying(20) | PostgreSQL | character varying(20) | true",
                "H2 | character varying | PostgreSQL | text | false",
                "H2 | character large object | PostgreSQL | text | false",
                "H2 | timestamp | PostgreSQL | timestamp without time zone | true",
                "H2 | timestamp with time zone | PostgreSQL | timestamp without time zone | false",
                "H2 | numeric(10,2) | PostgreSQL | numeric(10,2) | true",
                "H2 | boolean | PostgreSQL | boolean | true",
                "H2 | uuid | PostgreSQL | uuid | true",
                "H2 | tinyint | PostgreSQL | smallint | false",
                "SQLite | int | PostgreSQL | integer | false",
                "SQLite | varchar(20) | PostgreSQL | character varying(20) | false",
                "SQLite | varchar(20) | SQLite | varchar(20) | true",
            })
    void takesTypesForOneWhereTheyHoldTheSame(String one, String left, String other, String right, boolean same) {
        meet(COLUMN + "type", one, left, other, right, same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostgreSQL | now() | PostgreSQL | CURRENT_TIMESTAMP | true",
                "PostgreSQL | transaction_timestamp() | PostgreSQL | now() | true",
                "PostgreSQL | clock_timestamp() | PostgreSQL | now() | false",
                "PostgreSQL | statement_timestamp() | PostgreSQL | now() | false",
                "PostgreSQL | LOCALTIMESTAMP | PostgreSQL | now() | false",
                "PostgreSQL | CURRENT_TIMESTAMP(3) | PostgreSQL | now() | false",
                "PostgreSQL | CURRENT_DATE | PostgreSQL | now() | false",
                "PostgreSQL | gen_random_uuid() | PostgreSQL | uuid_generate_v4() | false",
                "MariaDB | current_timestamp() | PostgreSQL | now() | false",
                "SQLite | CURRENT_TIMESTAMP | PostgreSQL | now() | false",
                "PostgreSQL | 0 | PostgreSQL | 0 | true",
                "PostgreSQL | 0 | PostgreSQL | 0.0 | false",
            })
    void takesDefaultsForOneWhereTheyGiveTheSame(String one, String left, String other, String right, boolean same) {
        meet(COLUMN + "default", one, left, other, right, same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table[orders]/column[c]/collation | MySQL | utf8_general_ci | MySQL | utf8mb3_general_ci | true",
                "table[orders]/column[c]/collation | MySQL | utf8_general_ci | MariaDB | utf8mb4_general_ci | false",
                "table[orders]/column[c]/collation | MariaDB | utf8mb4_general_ci | MariaDB | utf8mb4_uca1400_ai_ci | false",
                "table[orders]/column[c]/collation | MySQL | utf8mb4_0900_ai_ci | MariaDB | utf8mb4_uca1400_ai_ci | false",
                "table[orders]/option[collation] | MariaDB | utf8_bin | MariaDB | utf8mb3_bin | true",
                "server/setting[character_set_server] | MySQL | utf8 | MySQL | utf8mb3 | true",
                "server/setting[character_set_server] | MySQL | utf8 | MySQL | utf8mb4 | false",
                "server/setting[collation_server] | MySQL | utf8_unicode_ci | MySQL | utf8mb3_unicode_ci | true",
                "server/setting[collation] | PostgreSQL | en_US.utf8 | PostgreSQL | en_US.UTF-8 | true",
                "server/setting[ctype] | PostgreSQL | C.UTF-8 | PostgreSQL | C.utf8 | true",
                "server/setting[collation] | PostgreSQL | C | PostgreSQL | C.utf8 | false",
                "server/setting[collation] | PostgreSQL | en_US.utf8 | PostgreSQL | de_DE.utf8 | false",
                "table[orders]/column[c]/collation | PostgreSQL | utf8_x | PostgreSQL | utf8mb3_x | false",
            })
    void takesCharacterSetsForOneUnderTheirNewName(
            String path, String one, String left, String other, String right, boolean same) {
        meet("database[shop]/" + path, one, left, other, right, same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | bigint | true",
                "int unsigned | integer | true",
                "tinyint(1) | boolean | true",
                "tinyint | boolean | false",
                "bit(1) | boolean | true",
                "longtext | json | true",
                "text | json | false",
                "longtext | text | true",
                "character varying(20) | text | true",
                "character varying(20) | integer | false",
                "numeric(10,2) | decimal(12,4) | true",
                "numeric(10,2) | double precision | false",
                "numeric(10,2) | integer | false",
                "datetime | timestamp with time zone | true",
                "timestamp(3) with time zone | timestamp | true",
                "date | timestamp | false",
                "binary large object | bytea | true",
                "character(36) | uuid | false",
                "jsonb | json | true",
                "integer[] | integer | false",
            })
    void knowsTypesOfOneSort(String one, String other, boolean alike) {
        assertThat(TypeFamily.alike(one, other)).isEqualTo(alike);
        assertThat(TypeFamily.alike(other, one)).isEqualTo(alike);
    }
}

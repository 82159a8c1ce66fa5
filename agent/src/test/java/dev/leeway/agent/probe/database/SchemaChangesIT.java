package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.schema.snapshot.Section;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every single change to a schema is told by its own facts and by no others; what changes nothing is not told. */
@ResourceLock(PostgresServer.SHARED)
class SchemaChangesIT {
    private static final String CUSTOMERS = "table[app.customers]/";
    private static final String ORDERS = "table[app.orders]/";
    private static final String LINES = "table[app.lines]/";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"columns", "constraints", "indexes", "rules", "objects", "privileges"})
    void tellsAChangeByItsOwnFactsAlone(String sql, List<String> expected) throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        server.execute(database, sql);
        Section changed = LookedAt.of(server, database);
        server.drop(database);
        KeptChange.keep("postgresql", sql, Shop.unchanged(server), Shop.facts(changed), changed, expected);
        assertThat(Shop.differences(Shop.unchanged(server), Shop.facts(changed)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                change(
                        "alter table app.customers add phone text",
                        CUSTOMERS + "column-order",
                        CUSTOMERS + "column[phone]/nullable",
                        CUSTOMERS + "column[phone]/type"),
                change(
                        "alter table app.orders drop room",
                        ORDERS + "column-order",
                        ORDERS + "column[room]/nullable",
                        ORDERS + "column[room]/type"),
                change("alter table app.lines alter product type varchar(40)", LINES + "column[product]/type"),
                change("alter table app.orders alter room type bigint", ORDERS + "column[room]/type"),
                change("alter table app.orders alter note set not null", ORDERS + "column[note]/nullable"),
                change("alter table app.customers alter email drop not null", CUSTOMERS + "column[email]/nullable"),
                change("alter table app.orders alter state set default 'paid'", ORDERS + "column[state]/default"),
                change("alter table app.orders alter placed drop default", ORDERS + "column[placed]/default"),
                change("alter table app.orders alter room set default 7", ORDERS + "column[room]/default"),
                change("alter table app.customers alter mood set default 'happy'", CUSTOMERS + "column[mood]/default"),
                change("alter table app.customers alter id set generated always", CUSTOMERS + "column[id]/identity"),
                change(
                        "alter table audit.log alter what type text collate \"C\"",
                        "table[audit.log]/column[what]/collation"),
                change(
                        "alter table app.customers alter full_name set expression as (name || '?')",
                        CUSTOMERS + "column[full_name]/generated/expression"),
                change(
                        "alter table app.customers alter full_name drop expression",
                        CUSTOMERS + "column[full_name]/generated",
                        CUSTOMERS + "column[full_name]/generated/expression"),
                change("comment on column app.customers.email is 'changed'", CUSTOMERS + "column[email]/comment"),
                change("comment on table app.orders is 'new'", ORDERS + "comment"),
                change("alter table app.cache set logged", "table[app.cache]/kind"),
                change("alter table app.orders set (fillfactor = 90)", ORDERS + "option[fillfactor]"),
                change("alter table app.lines alter place type bigint", LINES + "column[place]/type"),
                change(
                        "alter table app.customers alter created_at type timestamptz(0)",
                        CUSTOMERS + "column[created_at]/type"),
                change("alter table audit.log alter details type jsonb", "table[audit.log]/column[details]/type"),
                change(
                        "alter table app.lines rename product to article",
                        LINES + "column-order",
                        LINES + "column[article]/nullable",
                        LINES + "column[article]/type",
                        LINES + "column[product]/nullable",
                        LINES + "column[product]/type"),
                change(
                        "alter table app.events add source text",
                        "table[app.events]/column-order",
                        "table[app.events]/column[source]/nullable",
                        "table[app.events]/column[source]/type"));
    }

    static Stream<Arguments> constraints() {
        return Stream.of(
                change("alter table app.cache drop constraint cache_pkey", "table[app.cache]/primary-key"),
                change(
                        "alter table app.lines drop constraint lines_pkey, add primary key (place, order_id)",
                        LINES + "primary-key"),
                change("alter table app.customers drop constraint customers_email_once", CUSTOMERS + "unique[email]"),
                change("alter table app.orders add unique (room, placed)", ORDERS + "unique[room,placed]"),
                change(
                        "alter table app.customers drop constraint customers_email_once,"
                                + " add unique nulls not distinct (email)",
                        CUSTOMERS + "unique[email]"),
                change(
                        "alter table app.orders drop constraint orders_customer_id_fkey,"
                                + " add foreign key (customer_id) references app.customers on delete set null",
                        ORDERS + "foreign-key[customer_id]/on-delete"),
                change(
                        "alter table app.lines alter constraint lines_order_id_fkey not deferrable",
                        LINES + "foreign-key[order_id]/deferrable"),
                change(
                        "alter table app.orders drop constraint orders_customer_id_fkey",
                        ORDERS + "foreign-key[customer_id]/deferrable",
                        ORDERS + "foreign-key[customer_id]/on-delete",
                        ORDERS + "foreign-key[customer_id]/on-update",
                        ORDERS + "foreign-key[customer_id]/references",
                        ORDERS + "foreign-key[customer_id]/validated"),
                change(
                        "alter table app.orders drop constraint orders_customer_id_fkey, add foreign key (customer_id)"
                                + " references app.customers on delete cascade not valid",
                        ORDERS + "foreign-key[customer_id]/validated"),
                change(
                        "alter table app.customers drop constraint customers_score_check, add check (score >= 1)",
                        CUSTOMERS + "check[score]/definition"),
                change(
                        "alter table app.orders drop constraint orders_state_check,"
                                + " add check (state in ('new', 'paid', 'sent', 'lost'))",
                        ORDERS + "check[state]/definition"),
                change(
                        "alter table app.lines drop constraint lines_order_id_fkey, add foreign key (order_id)"
                                + " references app.orders on update set null deferrable initially deferred",
                        LINES + "foreign-key[order_id]/on-update"),
                change("alter table app.orders add check (total > 0)", ORDERS + "check[total]/definition"),
                change(
                        "alter table app.orders drop constraint orders_during_excl",
                        ORDERS + "exclude[during]/definition"));
    }

    static Stream<Arguments> indexes() {
        return Stream.of(
                change(
                        "create index on app.orders (total desc)",
                        ORDERS + "index[total desc]/method",
                        ORDERS + "index[total desc]/unique",
                        ORDERS + "index[total desc]/valid"),
                change(
                        "drop index app.customers_lower_idx",
                        CUSTOMERS + "index[lower((email)::text)]/method",
                        CUSTOMERS + "index[lower((email)::text)]/unique",
                        CUSTOMERS + "index[lower((email)::text)]/valid"),
                change(
                        "drop index app.customers_recent; create index customers_recent on app.customers"
                                + " (created_at desc, id) include (score) where score > 20",
                        CUSTOMERS + "index[created_at desc,id]/predicate"),
                change(
                        "drop index app.customers_recent; create index customers_recent on app.customers"
                                + " (created_at desc, id) where score > 10",
                        CUSTOMERS + "index[created_at desc,id]/include"),
                change(
                        "create index on app.orders ((total * 2))",
                        ORDERS + "index[((total %2A (2)::numeric))]/method",
                        ORDERS + "index[((total %2A (2)::numeric))]/unique",
                        ORDERS + "index[((total %2A (2)::numeric))]/valid"),
                change(
                        "alter index app.customers_recent rename to customers_new",
                        CUSTOMERS + "index[created_at desc,id]/name"),
                change(
                        "drop index app.orders_customer_id_placed_idx; create index on app.orders (customer_id, placed)",
                        ORDERS + "index[customer_id,placed]/unique"),
                change(
                        "drop index app.orders_note_idx; create index on app.orders (note)",
                        ORDERS + "index[note]/definition"),
                change(
                        "drop index app.events_id_idx; create index on app.events using hash (id)",
                        "table[app.events]/index[id]/method"),
                change(
                        "update pg_index set indisvalid = false where indexrelid = 'app.orders_note_idx'::regclass",
                        ORDERS + "index[note]/valid"));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                change("alter table app.customers disable trigger touched", CUSTOMERS + "trigger[touched]/enabled"),
                change(
                        "create or replace trigger touched before insert or update of email on app.customers"
                                + " for each row when (new.score > 6) execute function app.touch()",
                        CUSTOMERS + "trigger[touched]/text"),
                change(
                        "create or replace trigger touched before insert on app.customers"
                                + " for each row when (new.score > 5) execute function app.touch()",
                        CUSTOMERS + "trigger[touched]/events"),
                change(
                        "create or replace trigger touched after insert or update of email on app.customers"
                                + " for each row when (new.score > 5) execute function app.touch()",
                        CUSTOMERS + "trigger[touched]/timing"),
                change("alter table app.orders disable row level security", ORDERS + "row-security"),
                change("alter table app.orders force row level security", ORDERS + "row-security"),
                change(
                        "alter policy own_orders on app.orders using (note = session_user)",
                        ORDERS + "policy[own_orders]/using"),
                change(
                        "alter policy write_orders on app.orders with check (total > 1)",
                        ORDERS + "policy[write_orders]/check"),
                change(
                        "drop policy own_orders on app.orders",
                        ORDERS + "policy[own_orders]/command",
                        ORDERS + "policy[own_orders]/permissive",
                        ORDERS + "policy[own_orders]/roles",
                        ORDERS + "policy[own_orders]/using"));
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                change("alter type app.mood add value 'angry' before 'sad'", "type[app.mood]/labels"),
                change("alter type app.point3 add attribute w integer", "type[app.point3]/attributes"),
                change("alter domain app.positive drop not null", "type[app.positive]/definition"),
                change("alter domain app.positive add check (value < 9)", "type[app.positive]/definition"),
                change("alter sequence app.tickets increment 10", "sequence[app.tickets]/increment"),
                change("alter sequence app.tickets start 5", "sequence[app.tickets]/start"),
                change("alter sequence app.tickets as integer maxvalue 100000", "sequence[app.tickets]/type"),
                change(
                        "drop type app.point3 cascade; create type app.point3 as (x integer, y integer)",
                        "type[app.point3]/attributes"),
                change("alter sequence app.tickets cycle", "sequence[app.tickets]/cycle"),
                change("alter sequence app.tickets maxvalue 200000", "sequence[app.tickets]/max"),
                change("alter sequence app.tickets owned by app.orders.ticket", "sequence[app.tickets]/owned-by"),
                change(
                        "create or replace view app.rich as select id, email from app.customers where score > 200",
                        "view[app.rich]/text"),
                change(
                        "create or replace view app.rich as select id, email, name from app.customers where score > 100",
                        "view[app.rich]/columns",
                        "view[app.rich]/text"),
                change(
                        "drop index app.monthly_month_idx",
                        "view[app.monthly]/index[month]/method",
                        "view[app.monthly]/index[month]/unique",
                        "view[app.monthly]/index[month]/valid"),
                change("alter function app.total(integer) volatile", "routine[app.total(integer)]/volatility"),
                change("alter function app.total(integer) security definer", "routine[app.total(integer)]/security"),
                change(
                        "create or replace function app.total(integer) returns numeric language sql stable as"
                                + " 'select max(total) from app.orders where customer_id = $1'",
                        "routine[app.total(integer)]/text"),
                change(
                        "create or replace procedure app.clean(days integer default 31) language sql"
                                + " as 'delete from app.cache'",
                        "routine[app.clean(integer)]/text"),
                change(
                        "create schema more; create sequence more.s",
                        "schema[more]/present",
                        "sequence[more.s]/cycle",
                        "sequence[more.s]/increment",
                        "sequence[more.s]/max",
                        "sequence[more.s]/min",
                        "sequence[more.s]/start",
                        "sequence[more.s]/type"),
                change("create extension pgcrypto schema public", "server/extension[pgcrypto]/version"));
    }

    static Stream<Arguments> privileges() {
        return Stream.of(
                change("grant select on app.orders to public", "grant[PUBLIC]/table[app.orders]"),
                change("grant update (email) on app.customers to public", "grant[PUBLIC]/column[app.customers.email]"),
                change("grant usage on sequence app.tickets to public", "grant[PUBLIC]/sequence[app.tickets]"),
                change("grant usage on schema app to public", "grant[PUBLIC]/schema[app]"),
                change(
                        "revoke execute on function app.total(integer) from public",
                        "grant[PUBLIC]/routine[app.total(integer)]"),
                change(
                        "do $$ begin execute format('revoke temporary on database %I from public', current_database());"
                                + " end $$",
                        "grant[PUBLIC]/database[%7Bself%7D]"),
                change(
                        "do $$ begin execute format('alter database %I set timezone to %L', current_database(),"
                                + " 'Europe/Berlin'); end $$",
                        "server/setting[timezone]"),
                change(
                        "do $$ begin execute format('alter database %I set statement_timeout to %L',"
                                + " current_database(), '7s'); end $$",
                        "server/setting[statement_timeout]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tellsNothingOfWhatChangesNothing(String sql) throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        for (String statement : sql.split(";;", -1)) {
            server.execute(database, statement);
        }
        Section changed = LookedAt.of(server, database);
        server.drop(database);
        KeptChange.keep("postgresql", sql, Shop.unchanged(server), Shop.facts(changed), changed, List.of());
        assertThat(Shop.comparable(Shop.unchanged(server), Shop.facts(changed))).isEmpty();
    }

    static Stream<String> tellsNothingOfWhatChangesNothing() {
        return Stream.of(
                "alter index app.customers_pkey rename to the_key",
                "alter table app.orders rename constraint orders_state_check to anything",
                "alter table app.lines rename constraint lines_order_id_fkey to fk_7f3a",
                "alter table app.customers rename constraint customers_email_once to uk_12ab",
                "alter table app.customers rename constraint customers_email_not_null to nn1",
                "alter index app.customers_lower_idx rename to customers_lower_idx7",
                "analyze",
                "vacuum analyze app.customers",
                "reindex index app.customers_pkey",
                "delete from app.cache",
                "alter table app.orders alter note set storage plain",
                "alter function app.total(integer) rename to t;;alter function app.t(integer) rename to total",
                "create role nobody_here;;drop role nobody_here",
                "truncate app.cache",
                "alter sequence app.orders_id_seq rename to orders_id_seq3",
                "vacuum full app.orders",
                "reindex table app.customers",
                "cluster app.customers using customers_pkey",
                "select nextval('app.tickets')",
                "create schema nothing_in_it",
                "refresh materialized view app.monthly",
                "insert into app.cache values ('a', 'b')",
                "create table app.events_2027 partition of app.events for values from ('2027-01-01') to ('2028-01-01')",
                "drop table app.events_2025",
                "alter table app.orders alter note set statistics 500",
                "drop trigger touched on app.customers; create trigger touched before insert or update of email on"
                        + " app.customers for each row when (new.score > 5) execute function app.touch()",
                "drop view app.rich; create view app.rich as select customers.id, customers.email"
                        + " from app.customers where (customers.score > (100)::numeric)",
                "alter table app.orders drop constraint orders_state_check;;"
                        + "alter table app.orders add constraint other check (state in ('new', 'paid', 'sent'))",
                "alter table app.orders drop constraint orders_pkey cascade; alter table app.orders add constraint"
                        + " other primary key (id); alter table app.lines add constraint f foreign key (order_id)"
                        + " references app.orders on update cascade deferrable initially deferred",
                "grant all on app.orders to current_user",
                "grant select on app.orders to public; revoke select on app.orders from public",
                "alter table app.orders alter room type integer",
                "alter table app.orders add x integer; alter table app.orders drop x",
                "set search_path = app; drop view rich; create view rich as select id, email from customers"
                        + " where score > 100");
    }

    private static Arguments change(String sql, String... expected) {
        return Arguments.of(sql, List.of(expected));
    }
}

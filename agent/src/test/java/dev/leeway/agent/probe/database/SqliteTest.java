package dev.leeway.agent.probe.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real SQLite files: single changes by their own facts, and what may not leave. */
class SqliteTest {
    private static final String CUSTOMERS = "table[customers]/";
    private static final String ORDERS = "table[orders]/";

    @TempDir
    static Path directory;

    private static SortedMap<String, Value> unchanged;

    @BeforeAll
    static void makeTheShop() throws Exception {
        unchanged = Shop.facts(look(made(EngineShop.sql("sqlite"))));
    }

    private static Path made(String sql) throws Exception {
        Path file = Files.createTempFile(directory, "shop", ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : sql.split(";\n", -1)) {
                if (!each.isBlank()) {
                    // What belongs to a trigger ends with a semicolon of its own.
                    statement.execute(each);
                }
            }
        }
        return file;
    }

    private static Section look(Path file) throws Exception {
        return LookedAt.of("sqlite", "jdbc:sqlite:" + file, LoginSource.NONE);
    }

    @Test
    void tellsWhatIsThere() throws Exception {
        Section section = look(made(EngineShop.sql("sqlite")));
        assertThat(section.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(section.uncovered()).isEmpty();
        assertThat(unchanged)
                .containsEntry("server/product", new Value.Text("SQLite"))
                .containsKey("server/version")
                .containsEntry("server/setting[encoding]", new Value.Text("UTF-8"))
                .containsEntry(CUSTOMERS + "column[id]/identity", new Value.Text("autoincrement"))
                .containsEntry(CUSTOMERS + "column[email]/collation", new Value.Text("nocase"))
                .containsEntry(CUSTOMERS + "column[full name]/generated", new Value.Text("virtual"))
                .containsEntry(CUSTOMERS + "column[score]/type", new Value.Text("numeric(10,2)"))
                .containsEntry(CUSTOMERS + "check[score]/definition", new Value.Text("score >= 0"))
                .containsEntry(CUSTOMERS + "unique[email]", new Value.Text("plain"))
                .containsEntry(CUSTOMERS + "index[lower(email)]/predicate", new Value.Text("score > 10"))
                .containsEntry(ORDERS + "foreign-key[customer]/references", new Value.Text("customers(id)"))
                .containsEntry(
                        ORDERS + "foreign-key[place]/deferrable", new Value.Text("deferrable initially deferred"))
                .containsEntry(ORDERS + "index[total desc,customer]/name", new Value.Text("orders_total"))
                .containsEntry("table[places]/option[strict]", new Value.Text("yes"))
                .containsEntry("table[places]/option[rowid]", new Value.Text("without"))
                .containsEntry("table[search]/option[module]", new Value.Text("fts5"))
                .containsKey("table[search]/column[title]/type")
                .containsKey("view[rich]/text")
                .containsEntry(CUSTOMERS + "trigger[touched]/timing", new Value.Text("after"));
    }

    private static Snapshot lookAll(Path file, DatabaseTarget.Names tables, List<String> jsonColumns) throws Exception {
        return LookedAt.all(
                new DatabaseTarget(
                        "shop",
                        "sqlite",
                        DatabaseTarget.Names.ALL,
                        tables,
                        new DatabaseTarget.JsonLook(jsonColumns, DatabaseTarget.Scan.SAMPLE, 100),
                        Duration.ofSeconds(30)),
                "jdbc:sqlite:" + file);
    }

    @Test
    void tellsAboutHowManyRowsThereAreWhetherAnalysedOrNot() throws Exception {
        String sql = "create table few (a);\ninsert into few values (1);\ncreate table none (a);\n"
                + "create table many (a primary key) without rowid;\ncreate table more (rowid text);\n"
                + rows("many", 2_500) + rows("more", 120_000);
        Section section = look(made(sql));
        assertThat(Shop.facts(section))
                .containsEntry("table[few]/rows", new Value.Text("below 10^3"))
                .containsEntry("table[none]/rows", new Value.Text("below 10^3"))
                .containsEntry("table[many]/rows", new Value.Text("10^3"))
                .containsEntry("table[more]/rows", new Value.Text("10^5"));
        assertThat(section.outcome()).isEqualTo(Outcome.COLLECTED);
        Section analysed = look(made(sql + "analyze;\n"));
        assertThat(Shop.differences(Shop.facts(section), Shop.facts(analysed))).isEmpty();
    }

    private static String rows(String table, int count) {
        return "insert into " + table + " with recursive n(i) as (select 1 union all select i + 1 from n where i < "
                + count + ") select i from n;\n";
    }

    @Test
    void asksForNothingOfWhatIsLeftOutAndRemarksWhatIsNotThere() throws Exception {
        Path file = made(EngineShop.sql("sqlite"));
        DatabaseTarget.Names names = new DatabaseTarget.Names(List.of(), List.of("orders", "main.places", "tmp_*"));
        Snapshot snapshot = lookAll(file, names, List.of("customers.email", "nowhere.at_all"));
        Section section = LookedAt.section(snapshot);
        assertThat(Shop.facts(section).keySet())
                .contains("table[customers]/kind", "json[customers.email]/scan")
                .noneMatch(path -> path.startsWith("table[orders]") || path.startsWith("table[places]"));
        assertThat(unasked(section, "table[orders]/kind")).isTrue();
        assertThat(unasked(section, "table[places]/column[id]/type")).isTrue();
        assertThat(unasked(section, "json[orders.total]/scan")).isTrue();
        assertThat(unasked(section, "table[customers]/index[x]/unique")).isFalse();
        assertThat(requireNonNull(snapshot.sections().get(SectionKey.of("database")))
                        .evidence())
                .containsEntry(
                        "database[shop]/observed",
                        "json.columns 'nowhere.at_all' matches nothing; tables.exclude 'tmp_*' matches nothing");
    }

    private static boolean unasked(Section section, String path) {
        return section.uncovered().stream()
                .anyMatch(gap ->
                        gap.reason().equals("not requested") && gap.pattern().matches("database[shop]/" + path));
    }

    @Test
    void tellsTheSameTwiceAndAfterMakingItInAnotherOrder() throws Exception {
        String other = EngineShop.otherOrder("sqlite").replace("constraint named check", "constraint x7 check");
        assertThat(Shop.differences(unchanged, Shop.facts(look(made(EngineShop.sql("sqlite"))))))
                .isEmpty();
        assertThat(Shop.differences(unchanged, Shop.facts(look(made(other))))).isEmpty();
    }

    @Test
    void letsNothingLeaveThatSomebodyWrote() {
        assertThat(unchanged.toString()).doesNotContain("planted");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource
    void tellsAChangeByItsOwnFactsAlone(String from, String to, Set<String> expected) throws Exception {
        Section section = look(made(EngineShop.changed("sqlite", from, to)));
        assertThat(Shop.differences(unchanged, Shop.facts(section))).containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> tellsAChangeByItsOwnFactsAlone() {
        return Stream.concat(columns(), objects());
    }

    private static Stream<Arguments> columns() {
        return Stream.of(
                change(
                        "  place text,",
                        "  place text, room int,",
                        ORDERS + "column-order",
                        ORDERS + "column[room]/nullable",
                        ORDERS + "column[room]/type"),
                change("total real", "total text", ORDERS + "column[total]/type"),
                change(
                        "email varchar(120)",
                        "email varchar(99)",
                        CUSTOMERS + "column[email]/type",
                        "view[rich]/columns"),
                change("customer integer not null", "customer integer", ORDERS + "column[customer]/nullable"),
                change("'it''s'", "'that''s'", CUSTOMERS + "column[name]/default"),
                change("default 0.5", "default 1.5", CUSTOMERS + "column[score]/default"),
                change(" default 0.5", "", CUSTOMERS + "column[score]/default"),
                change("default current_timestamp", "default current_date", CUSTOMERS + "column[created]/default"),
                change("primary key autoincrement", "primary key", CUSTOMERS + "column[id]/identity"),
                change("|| '!'", "|| '?'", CUSTOMERS + "column[full name]/generated/expression"),
                change(") virtual", ") stored", CUSTOMERS + "column[full name]/generated"),
                change("score >= 0", "score >= 1", CUSTOMERS + "check[score]/definition"),
                change(" check (score >= 0)", "", CUSTOMERS + "check[score]/definition"),
                change("\"planted-check\"", "'x'", CUSTOMERS + "check[name]/definition"),
                change(" without rowid, strict", " strict", "table[places]/option[rowid]"),
                change("rowid, strict", "rowid", "table[places]/option[strict]"),
                change(
                        "unique collate nocase",
                        "unique on conflict replace collate nocase",
                        CUSTOMERS + "option[on-conflict]"));
    }

    private static Stream<Arguments> objects() {
        return Stream.of(
                change("unique (place, total),", "", ORDERS + "unique[place,total]"),
                change("on delete cascade", "on delete set null", ORDERS + "foreign-key[customer]/on-delete"),
                change(
                        "on delete cascade",
                        "on delete cascade on update cascade",
                        ORDERS + "foreign-key[customer]/on-update"),
                change(" deferrable initially deferred", "", ORDERS + "foreign-key[place]/deferrable"),
                change(
                        "references places (id)",
                        "references customers (email)",
                        ORDERS + "foreign-key[place]/references"),
                change("index orders_total", "index orders_other", ORDERS + "index[total desc,customer]/name"),
                change("score > 10", "score > 20", CUSTOMERS + "index[lower(email)]/predicate"),
                change("create unique index once", "create index once", ORDERS + "index[place collate nocase]/unique"),
                change("'planted-view'", "'y'", "view[rich]/text"),
                change(
                        "as select id, email from",
                        "as select id, email as mail from",
                        "view[rich]/columns",
                        "view[rich]/text"),
                change(
                        "after update of email, score",
                        "before update of email, score",
                        CUSTOMERS + "trigger[touched]/timing"),
                change("update of email, score", "update of email", CUSTOMERS + "trigger[touched]/events"),
                change("set total = 1", "set total = 2", CUSTOMERS + "trigger[touched]/text"),
                change(
                        "(title, body)",
                        "(title)",
                        "table[search]/column-order",
                        "table[search]/column[body]/nullable",
                        "table[search]/column[body]/type"),
                change(
                        "create table places",
                        "pragma user_version = 7;\ncreate table places",
                        "server/setting[user_version]"),
                change(
                        "create table customers",
                        "pragma encoding = 'UTF-16le';\ncreate table customers",
                        "server/setting[encoding]"));
    }

    private static Arguments change(String from, String to, String... expected) {
        return Arguments.of(from, to, new TreeSet<>(List.of(expected)));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource
    void tellsNothingOfWhatChangesNothing(String from, String to) throws Exception {
        Section section = look(made(EngineShop.changed("sqlite", from, to)));
        assertThat(Shop.differences(unchanged, Shop.facts(section))).isEmpty();
    }

    static Stream<Arguments> tellsNothingOfWhatChangesNothing() {
        return Stream.of(
                Arguments.of("constraint named check", "check"),
                Arguments.of("total real", "\"total\" REAL"),
                Arguments.of("(score >= 0)", "( [score]>=0 /* why */ )"),
                Arguments.of("\"planted-check\"", "'planted-check'"),
                Arguments.of("lower(email)", "LOWER( \"email\" )"),
                Arguments.of("references customers on", "references customers (id) on"),
                Arguments.of("where name <>", "\n  WHERE name<>"),
                Arguments.of("create table places", "pragma foreign_keys = on;\ncreate table places"));
    }

    @Test
    void readsWhatStillLiesInTheLogAndTouchesNothing() throws Exception {
        Path file = made(EngineShop.sql("sqlite"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("create table fresh (a int)");
            Set<String> before = names();
            byte[] bytes = Files.readAllBytes(file);
            SortedMap<String, Value> facts = Shop.facts(look(file));
            assertThat(facts)
                    .containsKey("table[fresh]/kind")
                    .containsEntry("server/setting[journal]", new Value.Text("wal"));
            assertThat(names()).isEqualTo(before);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }

    private static Set<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
            return names;
        }
    }

    @Test
    void tellsTheRestWhereAViewSpeaksOfWhatIsNotThere() throws Exception {
        Section section = look(made(EngineShop.sql("sqlite") + "create view lost as select * from nowhere;\n"));
        assertThat(EngineShop.gaps(section)).containsExactly("view[lost]/columns");
        assertThat(Shop.facts(section).keySet()).contains("view[rich]/columns", "table[search]/column[title]/type");
    }

    @Test
    void saysThatItIsNoDatabaseOrNotThere() throws Exception {
        Path other = Files.writeString(directory.resolve("other.db"), "x".repeat(5_000));
        assertThat(look(other).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(look(directory.resolve("none.db")).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(directory.resolve("none.db")).doesNotExist();
        assertThat(EngineShop.gaps(look(Files.createFile(directory.resolve("empty.db")))))
                .containsExactly("server/version");
    }
}

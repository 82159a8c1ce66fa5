package dev.leeway.agent.probe.database.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.migration.History.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Histories against the layouts of deployments, tool by tool. */
class ScriptToolTest {
    private final List<ScriptFile> files = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    private ScriptToolTest script(String path, String text) {
        files.add(new ScriptFile(path, false, Optional.of(text.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    private ScriptToolTest applied(String... names) {
        List.of(names).forEach(name -> entries.add(Entry.of(name)));
        return this;
    }

    private ScriptToolTest flyway(String version, String type, String script, String text) {
        Optional<String> checksum = text.isEmpty() ? Optional.empty() : Optional.of(FlywayScripts.checksum(text));
        entries.add(new Entry(version, type, true, "", script, checksum));
        return this;
    }

    private Standing standing(String key) {
        History history = new History(key, List.of(), true, OptionalInt.empty(), new TreeSet<>(), false, entries);
        return ScriptTool.of(history).orElseThrow().standing(history, files, "PostgreSQL");
    }

    private static List<String> told(Optional<? extends Iterable<String>> part) {
        List<String> names = new ArrayList<>();
        part.orElseThrow(() -> new AssertionError("not told")).forEach(names::add);
        return names;
    }

    private void hold(Standing standing, List<String> pending, List<String> ahead) {
        assertThat(told(standing.pending())).isEqualTo(pending);
        assertThat(told(standing.ahead())).isEqualTo(ahead);
    }

    @Test
    void tellsNothingWhereNoScriptWasFound() {
        assertThat(applied("1").script("db/notes/V1__x.sql", "").standing("flyway"))
                .isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void comparesVersionsOfFlywayByNumber() {
        script("db/migration/V01__a.sql", "a").script("db/migration/V1_10__b.sql", "b");
        script("db/migration/V1.9.0__c.sql", "c").script("db/migration/2026/V2__d.sql", "d");
        script("db/migration/V2_1__J.class", "").script("db/migration/V2_1__J$1.class", "");
        flyway("1", "SQL", "V01__a.sql", "a").flyway("1.9", "SQL", "V1.9.0__c.sql", "c");
        hold(standing("flyway"), List.of("1.10", "2", "2.1"), List.of());
    }

    @Test
    void leavesWhatABaselineStandsForAlone() {
        script("db/migration/V1__a.sql", "a").script("db/migration/V3__c.sql", "c");
        flyway("2", "BASELINE", "<< Flyway Baseline >>", "").flyway("2.5", "SQL", "V2_5__x.sql", "x");
        hold(standing("flyway"), List.of("3"), List.of("2.5"));
    }

    @Test
    void startsAnEmptyDatabaseFromTheLastBaselineScript() {
        script("db/migration/V1__a.sql", "a")
                .script("db/migration/B2__b.sql", "b")
                .script("db/migration/V3__c.sql", "c");
        hold(standing("flyway"), List.of("2", "3"), List.of());
        flyway("1", "SQL", "V1__a.sql", "a").flyway("2", "SQL", "V2__gone.sql", "x");
        hold(standing("flyway"), List.of("3"), List.of());
    }

    @Test
    void takesBackWhatFlywayUndid() {
        script("db/migration/V1__a.sql", "a").script("db/migration/U1__a.sql", "u");
        flyway("1", "SQL", "V1__a.sql", "a").flyway("1", "UNDO_SQL", "U1__a.sql", "u");
        hold(standing("flyway"), List.of("1"), List.of());
    }

    @Test
    void findsScriptsOfFlywayThatWereChanged() {
        script("db/migration/V1__a.sql", "\uFEFFone\r\ntwo\r\n").script("db/migration/V2__b.sql", "other");
        script("db/migration/V3__c.sql", "c").script("db/migration/postgresql/V4__d.sql", "d");
        script("db/migration/mysql/V4__d.sql", "of mysql");
        flyway("1", "SQL", "V1__a.sql", "one\ntwo").flyway("2", "SQL", "V2__b.sql", "b");
        flyway("3", "SQL", "V3__c.sql", "").flyway("4", "SQL", "V4__d.sql", "d");
        assertThat(told(standing("flyway").mismatch())).containsExactly("2");
    }

    @Test
    void cannotTellChangesOfFlywayWhereAScriptWasNotRead() {
        files.add(new ScriptFile("db/migration/V1__a.sql", false, Optional.empty()));
        flyway("1", "SQL", "V1__a.sql", "a");
        assertThat(standing("flyway").mismatch()).isEmpty();
        assertThat(told(standing("flyway").pending())).isEmpty();
    }

    @Test
    void appliesRepeatableScriptsAgainWhenTheyChanged() {
        script("db/migration/R__views.sql", "new").script("db/migration/R__same.sql", "same");
        script("db/migration/R__never.sql", "x").script("db/migration/R__at.sql", "-- ${flyway:timestamp}");
        flyway("", "SQL", "R__views.sql", "old").flyway("", "SQL", "views/R__same.sql", "same");
        flyway("", "SQL", "R__at.sql", "expanded");
        hold(standing("flyway"), List.of("R__never", "R__views"), List.of());
    }

    @Test
    void followsBranchesAndMergesOfAlembic() {
        script("migrations/versions/a.py", "revision = 'a1'\ndown_revision = None\n");
        script("migrations/versions/b.py", "revision: str = \"b1\"\ndown_revision: Union[str, None] = \"a1\"\n");
        script("migrations/versions/c.py", "revision = 'c1'\ndown_revision = 'a1'\ndepends_on = None\n");
        script("migrations/versions/m.py", "revision = 'd1'\ndown_revision = (\n    'b1',\n    'c1',\n)\n");
        script("migrations/versions/env.py", "# no revision\n");
        applied("b1");
        hold(standing("alembic"), List.of("c1", "d1"), List.of());
        applied("c1");
        hold(standing("alembic"), List.of("d1"), List.of());
        entries.clear();
        hold(standing("alembic"), List.of("a1", "b1", "c1", "d1"), List.of());
    }

    @Test
    void saysThatAHeadOfAlembicIsOfNoScriptAndNothingOfWhatIsPending() {
        script("alembic/versions/a.py", "revision = 'a1'\ndown_revision = None\n");
        Standing standing = applied("ffff").standing("alembic");
        assertThat(told(standing.ahead())).containsExactly("ffff");
        assertThat(standing.pending()).isEmpty();
    }

    @Test
    void takesSquashedMigrationsOfDjangoForThoseTheyReplace() {
        String squash =
                "class Migration(migrations.Migration):\n    replaces = [('shop', '0001_initial'), ('shop', '0002_total')]\n";
        script("shop/migrations/__init__.py", "").script("shop/migrations/0001_squashed_0002_total.py", squash);
        script("shop/migrations/0003_note.py", "").script("other/migrations/0009_other.py", "");
        applied("0001_initial", "0002_total");
        hold(standing("django:shop"), List.of("0003_note"), List.of());
        applied("0001_squashed_0002_total", "0003_note", "0004_gone");
        hold(standing("django:shop"), List.of(), List.of("0004_gone"));
        entries.clear();
        hold(standing("django:shop"), List.of("0001_squashed_0002_total", "0003_note"), List.of());
    }

    @Test
    void goesOnWithTheReplacedMigrationsWhereSomeOfThemWereApplied() {
        script("shop/migrations/0001_s.py", "class M:\n    replaces = [('shop', '0001_a'), ('shop', '0002_b')]\n");
        script("shop/migrations/0001_a.py", "").script("shop/migrations/0002_b.py", "");
        hold(applied("0001_a").standing("django:shop"), List.of("0002_b"), List.of());
        assertThat(standing("django:auth")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void takesOldMigrationsOfRailsForThrownAway() {
        script("db/migrate/20240201000000_b.rb", "").script("db/migrate/20240301000000_c.rb", "");
        applied("20230101000000", "20240201000000", "20240215000000");
        hold(standing("rails"), List.of("20240301000000"), List.of("20240215000000"));
    }

    @Test
    void takesEveryNumberAboveTheOneOfGolangMigrateForPending() {
        script("migrations/000001_a.up.sql", "").script("migrations/000001_a.down.sql", "");
        script("migrations/2_b.up.sql", "").script("migrations/10_c.up.sql", "");
        hold(
                applied("1").standing("golang-migrate"),
                List.of("2", "10").stream().sorted().toList(),
                List.of());
        entries.clear();
        hold(applied("11").standing("golang-migrate"), List.of(), List.of("11"));
    }

    @Test
    void comparesScriptsOfPrismaByTheirDigestWhateverEndsTheirLines() {
        script("prisma/migrations/1_a/migration.sql", "a\n").script("prisma/migrations/2_b/migration.sql", "b\r\n");
        script("prisma/migrations/3_c/migration.sql", "other").script("prisma/migrations/4_d/migration.sql", "d");
        // sha256sum of "a\n", "b\n" and "c"
        prisma("1_a", "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7");
        prisma("2_b", "0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f");
        prisma("3_c", "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6");
        prisma("9_gone", "00");
        Standing standing = standing("prisma");
        hold(standing, List.of("4_d"), List.of("9_gone"));
        assertThat(told(standing.mismatch())).containsExactly("3_c");
    }

    private void prisma(String name, String checksum) {
        entries.add(new Entry(name, "", true, "", "", Optional.of(checksum)));
    }

    @Test
    void tellsNoNameThatSomebodyWroteAsData() {
        script("shop/migrations/0001_a.py", "");
        applied("mail jane.doe@example.com", "0001_a");
        hold(standing("django:shop"), List.of(), List.of("{any}"));
    }
}

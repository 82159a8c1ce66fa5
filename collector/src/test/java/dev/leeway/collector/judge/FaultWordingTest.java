package dev.leeway.collector.judge;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts that are there only where something is wrong: what is said of them, and what to do. */
class FaultWordingTest {
    private static Drift unexpected(String section, Object... facts) {
        return under("", section, facts);
    }

    private static Drift under(String policy, String section, Object... facts) {
        var compared = side("staging", host("a").section(section))
                .and("prod", host("b").section(section, facts));
        return (policy.isEmpty() ? compared : compared.policy(policy))
                .report().drifts().stream()
                        .filter(drift ->
                                drift.state() == DriftState.UNEXPECTED && drift.disposition() == Disposition.OPEN)
                        .findFirst()
                        .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    expired       | ended on 2026-11-20 in prod
                    under-7-days  | ends on 2026-11-20 in prod, within 7 days
                    under-30-days | ends on 2026-11-20 in prod, within 30 days
                    """)
    void asksToRenewACertificateThatEnds(String due, String told) {
        Drift drift = unexpected(
                "certificate[shop]",
                "store[%2Fetc%2Ftls%2Fshop.pem]/entry[leaf]/due[" + due + "]",
                "2026-11-20T02:03:04Z");
        assertThat(drift.explanation().summary()).isEqualTo("shop: the certificate in /etc/tls/shop.pem " + told);
        assertThat(drift.explanation().align()).startsWith("Renew the certificate");
    }

    @Test
    void namesTheEntryOfAKeystore() {
        Drift drift = unexpected("certificate[shop]", "store[a.p12]/entry[server]/not-before", "2026-12-01T00:00:00Z");
        assertThat(drift.explanation().summary())
                .isEqualTo("shop: the certificate server in a.p12 begins only on 2026-12-01 in prod");
        assertThat(drift.explanation().align()).doesNotContain("Remove");
    }

    @Test
    void asksToCommitOrRestoreWhatWasChangedByHand() {
        Drift drift = unexpected("git[shop]", "changed", Value.SetOf.texts(List.of("a.py", "b.py", "c.py", "d.py")));
        assertThat(drift.explanation().summary())
                .isEqualTo("shop: files of its working copy were changed by hand in prod: a.py, b.py, c.py and 1 more");
        assertThat(drift.explanation().align()).startsWith("Commit the change and deploy it, or restore");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    git[shop]        | ahead                         | 2         | its working copy in prod holds commits that its upstream has not: 2                | Push them
                    git[shop]        | operation                     | merge     | its working copy in prod was left in the midst of a merge                          | Finish it
                    dependency[shop] | artefact/dirty                | true      | what prod runs was built with changes that no commit holds                         | Build from a clean checkout
                    dependency[shop] | artefact[b.jar]/dirty         | true      | b.jar that prod runs was built with changes that no commit holds                   | Build from a clean checkout
                    package[shop]    | compilers                     | gcc       | its image in prod holds compilers: gcc                                             | Build in one stage and ship another
                    process[shop]    | debug[a]                      | 1.2.3.4:5 | a debugger may attach to it in prod, at 1.2.3.4:5                                  | Start the service without its debug agent
                    connection[shop] | endpoint[DB]/store            | memory    | prod keeps the data of DB in a database of the process itself, in memory           | Use the same kind of database
                    connection[shop] | endpoint[DB]/store            | elsewhere | prod keeps the data of DB in a database of the process itself, outside its working directory | Use the same kind of database
                    connection[shop] | endpoint[sqlite:shop.db]/store | working-directory | prod keeps data in the SQLite file shop.db, in its working directory       | Use the same kind of database
                    connection[shop] | endpoint[sqlite:x.db]/store   | temporary | prod keeps data in the SQLite file x.db, in a temporary directory                  | Use the same kind of database
                    config[shop]     | file[a.yml]/malformed         | a value   | the file a.yml cannot be read as what it is in prod: a value                       | Correct the file
                    container[shop]  | image/tag-moved               | true      | its tag stands for another image by now than the one that runs in prod             | Create the container anew
                    """)
    void saysWhatIsWrongAndWhatRightsIt(String section, String path, String value, String told, String align) {
        Drift drift = unexpected(section, path, value);
        assertThat(drift.explanation().summary()).isEqualTo("shop: " + told);
        assertThat(drift.explanation().align()).startsWith(align).doesNotContain("Remove");
    }

    @Test
    void asksToReplaceAPlaceholderAndNotToRemoveTheVariable() {
        Drift drift = unexpected("env[shop]", "DB_PASSWORD", Value.Secret.of(Presence.PLACEHOLDER));
        assertThat(drift.explanation().align()).isEqualTo("Give prod a value of its own, or allow it in the policy.");
    }

    @Test
    void asksToRemoveWhatAUserForbids() {
        Drift drift = under(
                "rules: [{match: 'env[*]/DEBUG', expect: absent, between: [prod]}]\n", "env[shop]", "DEBUG", "yes");
        assertThat(drift.explanation().summary()).isEqualTo("shop: DEBUG is yes in prod, and must not be");
        assertThat(drift.explanation().align()).isEqualTo("Remove it from prod, or allow it in the policy.");
    }

    @Test
    void tellsNoValueThatWasWithheld() {
        Drift drift = unexpected("config[shop]", "file[a.yml]/malformed", new Value.Withheld("secret"));
        assertThat(drift.explanation().summary()).endsWith("in prod: one that is withheld");
    }
}

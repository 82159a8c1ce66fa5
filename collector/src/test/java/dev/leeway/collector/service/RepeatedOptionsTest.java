package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An option that one command line gives several times is one value; what processes say of it are several. */
class RepeatedOptionsTest {
    private static final String OPTION = "arguments/option[--header]";
    private static final String PATH = "process[shop]/arguments/option[--header]";
    private static final String TOKEN = "arguments/option[--auth-token]";

    private static Value tag(String mac) {
        return new Value.Secret(List.of(new SecretTag("k-0001", "AAAAAAAAAAAAAAAAAA" + mac)), Presence.TAGGED);
    }

    private static Value list(Object... members) {
        return new Value.ListOf(List.of(members).stream()
                .map(member -> member instanceof Value value ? value : new Value.Text((String) member))
                .toList());
    }

    private static List<String> told(String path, Value dev, Value prod) {
        Report report = side("dev", host("a").rules("r").section("process[shop]", path, dev))
                .and("prod", host("b").rules("r").section("process[shop]", path, prod))
                .report();
        return lines(report);
    }

    @Test
    void isAlikeWhereItIsGivenAlike() {
        assertThat(told(OPTION, list("/srv/a", "/srv/b"), list("/srv/a", "/srv/b")))
                .isEmpty();
        assertThat(told(OPTION, list("/srv/a", "/srv/b"), list("/srv/b", "/srv/a")))
                .containsExactly("different " + PATH + " dev|prod medium");
        assertThat(told(OPTION, list("/srv/a", "/srv/b"), new Value.Text("/srv/a")))
                .containsExactly("different " + PATH + " dev|prod medium");
    }

    @Test
    void isSplitWhereProcessesGiveItOtherwise() {
        Value both = new Value.SetOf(List.of(list("/srv/a", "/srv/b"), new Value.Text("/srv/a")));
        assertThat(told(OPTION, both, both))
                .contains("split " + PATH + " dev medium", "split " + PATH + " prod medium");
    }

    @Test
    void mayDifferInItsSecretsAndInNothingElse() {
        assertThat(told(OPTION, list(tag("AAAA"), "/srv"), list(tag("BBBB"), "/srv")))
                .isEmpty();
        assertThat(told(OPTION, list(tag("AAAA"), "/srv"), list(tag("BBBB"), "/opt")))
                .containsExactly("different " + PATH + " dev|prod medium");
        assertThat(told(OPTION, list(tag("AAAA"), "/srv"), list(tag("BBBB"), "/srv", "/opt")))
                .containsExactly("different " + PATH + " dev|prod medium");
    }

    @Test
    void isSharedWithProductionWhereOneOfItsSecretsIs() {
        assertThat(told(TOKEN, list(tag("AAAA"), tag("BBBB")), list(tag("CCCC"), tag("AAAA"))))
                .containsExactly("shared process[shop]/" + TOKEN + " dev|prod high");
        assertThat(told(TOKEN, list(tag("AAAA"), tag("BBBB")), list(tag("CCCC"), tag("DDDD"))))
                .isEmpty();
    }

    @Test
    void isContentWithSecretsThatDifferThoughSomeCouldBeTried() {
        Value weak = Value.Secret.of(Presence.LOW_ENTROPY);
        assertThat(told(TOKEN, list(weak, tag("AAAA")), list(tag("BBBB"), tag("CCCC"))))
                .isEmpty();
        assertThat(told(TOKEN, list(weak, weak), list(tag("BBBB"), tag("CCCC"))))
                .isEmpty();
    }

    @Test
    void isNotKnownToDifferWhereOnlyItsPresenceIs() {
        Value present = new Value.Secret(List.of(), Presence.UNKEYED);
        assertThat(told(OPTION, list(tag("AAAA"), tag("BBBB")), present)).isEmpty();
    }
}

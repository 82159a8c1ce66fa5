package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditDraftTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "web-01\n9  2026-01-01T00:00:00Z  store  agent.restored  a-1",
                "web-01\r\nx",
                "\u001b[2J\u001b]0;title\u0007",
                "a\u202eb",
                "a\u2028b",
                "a\u0085b",
                "a\u0000b",
                "\ud800"
            })
    void writesOutWhatCouldPassForAnotherLine(String hostile) {
        AuditDraft draft = new AuditDraft(hostile, AuditAction.AGENT_JOINED, hostile, hostile);
        for (String text : List.of(draft.actor(), draft.subject(), draft.detail())) {
            assertThat(text)
                    .contains("<U+")
                    .doesNotContain("\n", "\r", "\u001b", "\u202e", "\u2028", "\u0085", "\u0000");
            assertThat(text.codePoints()).noneMatch(point -> Character.getType(point) == Character.CONTROL);
        }
    }

    @Test
    void cutsWhatWouldFillADisk() {
        AuditDraft draft = new AuditDraft("a", AuditAction.REFUSED, "\n".repeat(1_000_000), "😀".repeat(100_000));
        assertThat(draft.subject()).hasSizeLessThan(400);
        assertThat(draft.detail().codePointCount(0, draft.detail().length())).isEqualTo(302);
        assertThat(draft.detail()).startsWith("😀").endsWith("😀 …");
    }

    /** What stands in one field cannot be moved into the next without the digest being another. */
    @Test
    void digestsFieldsWithTheirLengths() {
        Set<String> digests = new HashSet<>();
        for (AuditDraft draft : List.of(
                new AuditDraft("ab", AuditAction.PRUNED, "c", "d"),
                new AuditDraft("a", AuditAction.PRUNED, "bc", "d"),
                new AuditDraft("a", AuditAction.PRUNED, "b", "cd"),
                new AuditDraft("a", AuditAction.PRUNED, "", "bcd"))) {
            assertThat(digests.add(AuditChain.next(AuditHead.EMPTY, draft, NOON).digest()))
                    .isTrue();
        }
    }

    /** Published heads must stay good for every later release. */
    @Test
    void keepsItsDigestForEver() {
        AuditDraft draft = new AuditDraft("store", AuditAction.TOKEN_ISSUED, "t-0", "one host, prod");
        AuditEntry entry = AuditChain.next(AuditHead.EMPTY, draft, NOON);
        assertThat(entry.digest()).isEqualTo("43d7bdac73b19ea524fb88eebb88ab59b3ad64c2edf0b50c29e082309270cd56");
        assertThat(AuditHead.parse("1:" + entry.digest())).contains(new AuditHead(1, entry.digest()));
    }

    @Test
    void readsNoHeadThatIsNone() {
        for (String text :
                List.of("", "1", "1:", "x:" + "0".repeat(64), "-1:" + "0".repeat(64), "1:" + "G".repeat(64))) {
            assertThat(AuditHead.parse(text)).isEmpty();
        }
        assertThatThrownBy(() -> new AuditHead(-1, "0".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }
}

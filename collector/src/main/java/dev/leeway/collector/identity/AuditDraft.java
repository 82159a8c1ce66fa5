package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.console.VisibleText;

/**
 * What is to be told in the audit log. Texts are made harmless here: control characters are written out, and what is too long is cut, so
 * that no entry can pass for another or fill a disk.
 *
 * @param actor who did it: an agent, a person, {@code collector}, {@code store} for whoever works on the store itself
 * @param action what was done
 * @param subject to what: an agent, a token's id, a day
 * @param detail what else there is to say; never a secret, never a value of a fact
 */
public record AuditDraft(String actor, AuditAction action, String subject, String detail) {
    /** Who works on the store directly has no other name here. */
    public static final String STORE = "store";
    /** What the collector decides by itself. */
    public static final String COLLECTOR = "collector";

    private static final int MOST = 300;

    public AuditDraft {
        actor = harmless(actor);
        requireNonNull(action, "action is null");
        subject = harmless(subject);
        detail = harmless(detail);
    }

    private static String harmless(String text) {
        String shown = VisibleText.of(text);
        return shown.codePointCount(0, shown.length()) <= MOST
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, MOST)) + " …";
    }
}

package dev.leeway.collector.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chain of the audit log: each entry's digest is over the digest of the one before, so that whatever is changed, taken out, put in or moved
 * shows at the first entry it touches. What is cut off at the end shows where a head was told to others.
 */
public final class AuditChain {
    private static final String RECIPE = "leeway-audit/1";

    private final Map<Long, String> published = new TreeMap<>();
    private AuditHead head = AuditHead.EMPTY;
    private AuditVerification.@Nullable Damage damage;

    /**
     * Begins to verify.
     *
     * @param published heads that were told to others
     */
    public AuditChain(Collection<AuditHead> published) {
        for (AuditHead told : published) {
            if (told.number() > 0) {
                @Nullable String other = this.published.putIfAbsent(told.number(), told.digest());
                if (other != null && !other.equals(told.digest())) {
                    damage = new AuditVerification.Damage(told.number(), "two different heads were told of it");
                }
            }
        }
    }

    /** The entry that follows {@code head}. */
    public static AuditEntry next(AuditHead head, AuditDraft draft, Instant at) {
        Instant kept = Instant.ofEpochMilli(at.toEpochMilli());
        long number = head.number() + 1;
        String action = draft.action().text();
        String digest = digest(head.digest(), number, kept, draft.actor(), action, draft.subject(), draft.detail());
        return new AuditEntry(number, kept, draft.actor(), action, draft.subject(), draft.detail(), digest);
    }

    /** Takes the next entry in the order of numbers; after the first that is damaged, none counts. */
    public void accept(AuditEntry entry) {
        if (damage != null) {
            return;
        }
        long expected = head.number() + 1;
        if (entry.number() != expected) {
            damage = new AuditVerification.Damage(
                    Math.min(entry.number(), expected),
                    entry.number() > expected ? "it is not there" : "it is there where no entry should be");
            return;
        }
        String digest = digest(
                head.digest(),
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail());
        if (!digest.equals(entry.digest())) {
            damage = new AuditVerification.Damage(
                    expected, "it is not what was written, or not after what it was written");
            return;
        }
        @Nullable String told = published.get(expected);
        if (told != null && !told.equals(digest)) {
            damage = new AuditVerification.Damage(expected, "it is not the one whose digest was told to others");
            return;
        }
        head = new AuditHead(expected, digest);
    }

    /**
     * What all of it showed.
     *
     * @param kept the head that is kept beside the entries
     */
    public AuditVerification end(AuditHead kept) {
        Optional<AuditVerification.Damage> found = Optional.ofNullable(damage);
        if (found.isEmpty()) {
            long last = published.keySet().stream().reduce(0L, Math::max);
            if (Math.max(last, kept.number()) > head.number()) {
                found = Optional.of(new AuditVerification.Damage(
                        head.number() + 1, "it is not there, and the log once went beyond it"));
            } else if (!kept.equals(head)) {
                found = Optional.of(new AuditVerification.Damage(
                        kept.number() + 1, "the head that is kept beside the log knows nothing of it"));
            }
        }
        return new AuditVerification(head.number(), head, found);
    }

    private static String digest(
            String before, long number, Instant at, String actor, String action, String subject, String detail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : List.of(
                RECIPE,
                before,
                Long.toString(number),
                Long.toString(at.toEpochMilli()),
                actor,
                action,
                subject,
                detail)) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes((text.length + ":").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(text);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

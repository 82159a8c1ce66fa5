package dev.leeway.collector.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the audit log at one time. Told to others, it proves later that nothing up to it was changed or cut away.
 *
 * @param number of the newest entry, 0 of an empty log
 * @param digest of that entry, 64 hexadecimal digits
 */
public record AuditHead(long number, String digest) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** That of a log without entries. */
    public static final AuditHead EMPTY = new AuditHead(0, "0".repeat(64));

    public AuditHead {
        if (number < 0 || !TEXT.matcher(number + ":" + digest).matches()) {
            throw new IllegalArgumentException("not the head of an audit log");
        }
    }

    /** The head that a text tells. */
    public static Optional<AuditHead> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new AuditHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** {@code 412:9f2c…}, as reports and metrics publish it. */
    public String text() {
        return number + ":" + digest;
    }
}

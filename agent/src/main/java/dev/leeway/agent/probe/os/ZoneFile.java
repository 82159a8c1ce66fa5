package dev.leeway.agent.probe.os;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rule at the end of a compiled time zone (RFC 8536): {@code CET-1CEST,M3.5.0,M10.5.0/3}. */
final class ZoneFile {
    private static final byte[] MAGIC = "TZif".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_RULE = 128;

    private ZoneFile() {}

    /** The rule for all time after the last listed change; empty in files of the first version, which have none. */
    static Optional<String> rule(byte[] content) {
        int end = content.length - 1;
        if (end <= MAGIC.length || content[end] != '\n' || !isZone(content)) {
            return Optional.empty();
        }
        int start = end - 1;
        while (start > MAGIC.length && content[start] != '\n' && end - start <= MAX_RULE) {
            start--;
        }
        String rule = new String(content, start + 1, end - start - 1, StandardCharsets.US_ASCII);
        return content[start] == '\n' && !rule.isEmpty() ? Optional.of(rule) : Optional.empty();
    }

    private static boolean isZone(byte[] content) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (content[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }
}

package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names drifts and causes by what they are about, never by their values: a drift keeps its id while it changes. */
public final class DriftIds {
    private static final int HEX_DIGITS = 15;

    private DriftIds() {}

    /** The id of a drift: 15 hexadecimal digits over scope, environments, leaf address and state family. */
    public static String drift(Scope scope, List<String> between, Address address, DriftState state) {
        return of("drift", scope.kind().text(), scope.name(), String.join("|", between), address.text(), family(state));
    }

    /** An id over words in order: 15 hexadecimal digits. */
    public static String of(String... words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A value that changes into an absence is still the same drift; a forbidden sameness is another matter. */
    private static String family(DriftState state) {
        return switch (state) {
            case SAME, DIFFERENT, MISSING, UNKNOWN, NOT_COMPARABLE -> "difference";
            case UNEXPECTED -> "presence";
            case SPLIT -> "split";
            case SHARED -> "sharing";
            case BROKEN -> "breach";
        };
    }
}

package dev.leeway.agent.format.certificate;

import dev.leeway.agent.format.DerElement;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** One name beside the subject. */
final class AlternativeName {
    private static final int MAIL = 0x81;
    private static final int HOST = 0x82;
    private static final int URI = 0x86;
    private static final int ADDRESS = 0x87;
    private static final int MAX_LENGTH = 300;

    private AlternativeName() {}

    /** A host as it is, an address as usual; names of other sorts are left out. */
    static Optional<String> read(DerElement name) {
        byte[] bytes = name.contentBytes();
        return switch (name.tag()) {
            case HOST -> text(bytes).map(host -> host.toLowerCase(Locale.ROOT));
            case MAIL, URI -> text(bytes);
            case ADDRESS -> address(bytes);
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        return Optional.of(text)
                .filter(each -> !each.isEmpty() && each.length() <= MAX_LENGTH)
                .filter(each -> each.chars().allMatch(c -> c > ' ' && c < 127));
    }

    private static Optional<String> address(byte[] bytes) {
        if (bytes.length == 4) {
            StringJoiner joined = new StringJoiner(".");
            for (byte each : bytes) {
                joined.add(String.valueOf(each & 0xFF));
            }
            return Optional.of(joined.toString());
        }
        if (bytes.length == 16) {
            StringJoiner joined = new StringJoiner(":");
            for (int i = 0; i < bytes.length; i += 2) {
                joined.add(Integer.toHexString(((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF)));
            }
            return Optional.of(joined.toString());
        }
        return Optional.empty();
    }
}

package dev.leeway.agent.probe.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as the virtual machine reads them: {@code 512m}, {@code 2G}, {@code 1048576}. */
final class JvmSize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kKmMgGtT])");

    private JvmSize() {}

    /** The bytes, where {@code text} has a unit. */
    static Optional<Long> withUnit(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (Character.toLowerCase(matcher.group(2).charAt(0))) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 40;
        };
        long amount = Long.parseLong(matcher.group(1));
        return amount > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(amount << shift);
    }

    /** The bytes, with or without a unit. */
    static Optional<Long> of(String text) {
        Optional<Long> plain = text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        return plain.or(() -> withUnit(text));
    }
}

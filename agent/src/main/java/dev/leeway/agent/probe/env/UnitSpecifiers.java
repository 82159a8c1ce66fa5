package dev.leeway.agent.probe.env;

import java.util.Optional;

/** Systemd's {@code %i} and its like, as far as the unit's own name tells them. */
final class UnitSpecifiers {
    private final String full;
    private final String withoutType;
    private final String prefix;
    private final String instance;

    private UnitSpecifiers(String full, String withoutType, String prefix, String instance) {
        this.full = full;
        this.withoutType = withoutType;
        this.prefix = prefix;
        this.instance = instance;
    }

    static UnitSpecifiers of(String unit) {
        int dot = unit.lastIndexOf('.');
        String name = dot < 0 ? unit : unit.substring(0, dot);
        int at = name.indexOf('@');
        return new UnitSpecifiers(
                unit, name, at < 0 ? name : name.substring(0, at), at < 0 ? "" : name.substring(at + 1));
    }

    /** The text with its specifiers replaced; empty when one of them cannot be told from the name. */
    Optional<String> expand(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            Optional<String> value = value(text.charAt(++i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            out.append(value.get());
        }
        return Optional.of(out.toString());
    }

    private Optional<String> value(char specifier) {
        boolean escaped = instance.indexOf('\\') >= 0 || instance.indexOf('-') >= 0;
        return switch (specifier) {
            case '%' -> Optional.of("%");
            case 'n' -> Optional.of(full);
            case 'N' -> Optional.of(withoutType);
            case 'p' -> Optional.of(prefix);
            case 'i' -> Optional.of(instance);
            // Unescaping turns dashes into slashes, which only a path meant by them.
            case 'I' -> escaped ? Optional.empty() : Optional.of(instance);
            default -> Optional.empty();
        };
    }
}

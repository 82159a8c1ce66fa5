package dev.leeway.schema.yaml;

import java.util.regex.Pattern;

/** Tells what the YAML 1.2 core schema takes a plain scalar for. */
final class ScalarKinds {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++|0o[0-7]++|0x[0-9a-fA-F]++");
    private static final Pattern REAL =
            Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?"
                    + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private ScalarKinds() {}

    static YamlScalar.Kind of(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> YamlScalar.Kind.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> YamlScalar.Kind.FLAG;
            default -> looksNumeric(plain) ? number(plain) : YamlScalar.Kind.TEXT;
        };
    }

    private static boolean looksNumeric(String plain) {
        char first = plain.charAt(0);
        return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    }

    private static YamlScalar.Kind number(String plain) {
        if (INTEGER.matcher(plain).matches()) {
            return YamlScalar.Kind.INTEGER;
        }
        return REAL.matcher(plain).matches() ? YamlScalar.Kind.REAL : YamlScalar.Kind.TEXT;
    }
}

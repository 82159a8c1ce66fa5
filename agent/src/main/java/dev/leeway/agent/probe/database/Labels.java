package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.sql.SqlToken;
import dev.leeway.agent.probe.database.sql.SqlTokens;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What values of an enumeration are called: words of a program mostly, and now and then names of people. */
final class Labels {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]*");

    private Labels() {}

    /** Whether all may leave as they are. */
    static boolean plain(List<String> labels) {
        return labels.stream().allMatch(label -> PLAIN.matcher(label).matches());
    }

    /** Whether a type with its labels, {@code enum('new','old')}, may leave as it is. */
    static boolean plainType(String type) {
        return plain(SqlTokens.of(type).stream()
                .filter(token -> token.kind() == SqlToken.Kind.LITERAL)
                .map(SqlToken::text)
                .map(text -> text.length() > 1 && text.endsWith("'") ? text.substring(1, text.length() - 1) : text)
                .toList());
    }

    /** One text that only the same labels in the same order give. */
    static String joined(List<String> labels) {
        return labels.stream().map(label -> label.length() + ":" + label).collect(Collectors.joining(","));
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.identity.Role;
import dev.leeway.schema.json.FormatException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Roles of people in words. */
final class RoleConverter implements ITypeConverter<Role> {
    @Override
    public Role convert(String value) {
        return Arrays.stream(Role.values())
                .filter(role -> word(role).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + FormatException.shown(value) + "' is no role: reader, operator or admin"));
    }

    static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** All of them, for shells that complete. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Role.values()).map(RoleConverter::word).iterator();
        }
    }
}

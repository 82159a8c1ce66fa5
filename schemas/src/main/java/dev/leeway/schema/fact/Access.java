package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a probe needs of the user it runs as.
 *
 * @param reads in a few words, what it looks at
 * @param without what it still sees when nothing is granted
 * @param lost what users lose for what it cannot see
 * @param permission the single one that opens most of what can be closed to it; stands behind <i>with</i>
 * @param exceptions what another permission opens; the first that covers a gap counts
 */
public record Access(String reads, String without, String lost, String permission, List<Permission> exceptions) {
    /** Of a probe whose author did not say. */
    public static final Access UNSAID = new Access("", "", "", "", List.of());

    public Access {
        requireNonNull(reads, "reads is null");
        requireNonNull(without, "without is null");
        requireNonNull(lost, "lost is null");
        requireNonNull(permission, "permission is null");
        exceptions = List.copyOf(exceptions);
    }

    /**
     * A permission for some facts.
     *
     * @param pattern of the addresses it opens
     * @param text what it is called
     */
    public record Permission(AddressPattern pattern, String text) {
        public Permission {
            requireNonNull(pattern, "pattern is null");
            requireNonNull(text, "text is null");
        }
    }

    /** The single permission that opens what {@code gap}, an address or the pattern of several, stands for. */
    public String permission(String gap) {
        return exceptions.stream()
                .filter(each -> each.pattern().matches(gap))
                .findFirst()
                .map(Permission::text)
                .orElse(permission);
    }

    /** Every permission that opens one of {@code gaps}, each once. */
    public Set<String> permissions(Collection<String> gaps) {
        Set<String> opening = new LinkedHashSet<>();
        gaps.forEach(gap -> opening.add(permission(gap)));
        return opening;
    }

    /** Every permission there is for it, the usual one first. */
    public Set<String> permissions() {
        Set<String> all = new LinkedHashSet<>();
        all.add(permission);
        exceptions.forEach(each -> all.add(each.text()));
        return all;
    }
}

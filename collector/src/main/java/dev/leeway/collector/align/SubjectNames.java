package dev.leeway.collector.align;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import java.util.HashMap;
import java.util.Map;

/** Services under the names the policy gives them. */
public final class SubjectNames {
    private final Map<String, String> canonical = new HashMap<>();

    /** The names of {@code policy}. */
    public SubjectNames(Policy policy) {
        policy.services().forEach((name, aliases) -> aliases.forEach(alias -> canonical.putIfAbsent(alias, name)));
    }

    /** The name of a subject known by {@code name}, which is itself where the policy knows none. */
    public String canonical(String name) {
        return canonical.getOrDefault(name, name);
    }

    /** The key of a section once its subject is renamed. */
    public SectionKey canonical(SectionKey key) {
        if (key.subject().isEmpty()) {
            return key;
        }
        String name = key.subject().get();
        String renamed = canonical.get(name);
        return renamed == null ? key : SectionKey.of(key.probe(), renamed);
    }
}

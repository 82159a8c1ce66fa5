package dev.leeway.schema.json;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks through records and keeps which constants of which enum it met, and which of the enum it could have met. */
final class Coverages {
    private final Map<Class<?>, Set<Object>> seen = new HashMap<>();

    /** Enums met as a value or as the type of a component. */
    Set<Class<?>> enums() {
        return seen.keySet();
    }

    List<String> unseen() {
        return seen.entrySet().stream()
                .flatMap(entry -> List.of(entry.getKey().getEnumConstants()).stream()
                        .filter(constant -> !entry.getValue().contains(constant))
                        .map(constant -> entry.getKey().getSimpleName() + "." + constant))
                .sorted()
                .toList();
    }

    void visit(Object object) {
        if (object instanceof Enum<?> constant) {
            types(constant.getDeclaringClass()).add(constant);
        } else if (object instanceof Map<?, ?> map) {
            map.values().forEach(this::visit);
        } else if (object instanceof Collection<?> items) {
            items.forEach(this::visit);
        } else if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::visit);
        } else if (object instanceof Facts facts) {
            facts.forEach((path, value) -> visit(value));
        } else if (object instanceof Record whole) {
            record(whole);
        }
    }

    private void record(Record whole) {
        if (whole instanceof Value value) {
            visit(value.kind());
        }
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            if (component.getType().isEnum()) {
                types(component.getType());
            }
            try {
                visit(component.getAccessor().invoke(whole));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Set<Object> types(Class<?> type) {
        return seen.computeIfAbsent(type, any -> new HashSet<>());
    }
}

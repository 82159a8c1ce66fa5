package dev.leeway.schema.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether a key was already given in one object; cheap for the few keys most objects have. */
final class NameGuard {
    private static final int FEW = 16;

    private final List<String> few = new ArrayList<>(FEW);
    private final Set<String> many = new HashSet<>();

    void clear() {
        few.clear();
        many.clear();
    }

    /** Whether {@code name} is new. */
    boolean add(String name) {
        if (!many.isEmpty()) {
            return many.add(name);
        }
        for (int i = 0; i < few.size(); i++) {
            if (few.get(i).equals(name)) {
                return false;
            }
        }
        few.add(name);
        if (few.size() == FEW) {
            many.addAll(few);
        }
        return true;
    }
}

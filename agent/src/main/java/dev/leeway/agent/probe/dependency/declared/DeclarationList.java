package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declarations of one file while it is read, at most 50,000. */
final class DeclarationList {
    private static final int MOST = 50_000;
    private static final int LONGEST = 500;

    private final Ecosystem ecosystem;
    private final String file;
    private final List<Declaration> declarations = new ArrayList<>();

    DeclarationList(Ecosystem ecosystem, String file) {
        this.ecosystem = ecosystem;
        this.file = file;
    }

    List<Declaration> all() {
        return List.copyOf(declarations);
    }

    void pinned(String name, String version, Optional<String> condition, int line) {
        add(name, Precision.PINNED, version, condition, line);
    }

    void place(String name, String place, Optional<String> condition, int line) {
        add(name, Precision.PLACE, Location.of(place), condition, line);
    }

    /** {@link Precision#ANY} when {@code version} is blank or a star. */
    void range(String name, String version, Optional<String> condition, int line) {
        boolean any = version.isBlank() || version.equals("*");
        add(name, any ? Precision.ANY : Precision.RANGE, any ? "" : version.strip(), condition, line);
    }

    void add(String name, Precision precision, String version, Optional<String> condition, int line) {
        boolean sane = !name.isBlank() && name.length() <= LONGEST && version.length() <= LONGEST;
        if (sane && declarations.size() < MOST) {
            declarations.add(new Declaration(
                    ecosystem, name, precision, version, condition.map(DeclarationList::shortened), file, line));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}

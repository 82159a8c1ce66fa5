package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.ObjectName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What sequences are called in facts: that of a column by its column, where the server made up its name. */
final class SequenceNames {
    private final Map<String, Told> told = new HashMap<>();

    void put(ObjectName name, ObjectName inFacts, Optional<String> owner) {
        told.put(name.text(), new Told(inFacts.text(), owner));
    }

    /** The name in facts for a name in the catalogue. */
    String inFacts(String name) {
        Told known = told.get(name);
        return known == null ? name : known.name();
    }

    /** A default with the sequence it counts by under its name in facts; {@code own} where that is the column's. */
    String inDefault(String expression, String column) {
        String begin = "nextval('";
        int end = expression.indexOf("'::regclass)");
        if (!expression.startsWith(begin) || end < 0 || end + 12 != expression.length()) {
            return expression;
        }
        String quoted = expression.substring(begin.length(), end);
        Told known = told.get(quoted.replace("\"", ""));
        if (known == null) {
            return expression;
        }
        return known.owner().filter(column::equals).isPresent()
                ? "nextval(own sequence)"
                : begin + known.name() + "'::regclass)";
    }

    private record Told(String name, Optional<String> owner) {}
}

package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.ObjectName;
import java.util.HashMap;
import java.util.Map;

/** What sequences are called in facts: that of a column by its column, where the server made up its name. */
final class SequenceNames {
    private final Map<String, String> told = new HashMap<>();

    void put(ObjectName name, ObjectName inFacts) {
        told.put(name.text(), inFacts.text());
    }

    /** Whether it was put here. */
    boolean knows(ObjectName name) {
        return told.containsKey(name.text());
    }

    /** The name in facts for a name in the catalogue. */
    String inFacts(String name) {
        return told.getOrDefault(name, name);
    }

    /** A default with the sequence it counts by under its name in facts, which needs no name where it is the column's own. */
    String inDefault(String expression, String column) {
        String begin = "nextval('";
        int end = expression.indexOf("'::regclass)");
        if (!expression.startsWith(begin) || end < 0 || end + 12 != expression.length()) {
            return expression;
        }
        String name = expression.substring(begin.length(), end).replace("\"", "");
        String known = told.get(name);
        if (known == null) {
            return expression;
        }
        return known.equals(column) ? "nextval(own sequence)" : begin + known + "'::regclass)";
    }
}

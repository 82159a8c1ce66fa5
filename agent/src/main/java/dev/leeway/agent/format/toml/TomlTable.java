package dev.leeway.agent.format.toml;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table while its document is being read: headers further down may still add to it. */
final class TomlTable {
    private final int line;
    /** Of each name one of {@link TreeNode}, {@link TomlTable}, or {@link Repeated}. */
    private final Map<String, Object> entries = new LinkedHashMap<>();

    private Origin origin;

    /** What made a table, which decides what may still be added to it. */
    private enum Origin {
        /** The way to a table further down, named by a header; a header of its own may follow. */
        PASSED,
        /** A header, or nothing but the document itself. */
        HEADED,
        /** Keys with dots, which alone may add to it. */
        DOTTED
    }

    /** The tables of one {@code [[name]]}. */
    private record Repeated(int line, List<TomlTable> tables) {}

    /** A document, or a table in one line. */
    TomlTable(int line) {
        this(line, Origin.HEADED);
    }

    private TomlTable(int line, Origin origin) {
        this.line = line;
        this.origin = origin;
    }

    /** The table at the {@code path} of a header below this one, made where it is missing; of repeated tables the last. */
    TomlTable passed(List<String> path, int at) throws MalformedException {
        TomlTable table = this;
        for (String name : path) {
            Object entry = table.entries.computeIfAbsent(name, ignored -> new TomlTable(at, Origin.PASSED));
            if (entry instanceof TomlTable deeper) {
                table = deeper;
            } else if (entry instanceof Repeated repeated) {
                table = repeated.tables().get(repeated.tables().size() - 1);
            } else {
                throw twice(at);
            }
        }
        return table;
    }

    /** The table at the {@code path} of a key with dots below this one, made where it is missing. */
    TomlTable dotted(List<String> path, int at) throws MalformedException {
        TomlTable table = this;
        for (String name : path) {
            Object entry = table.entries.computeIfAbsent(name, ignored -> new TomlTable(at, Origin.DOTTED));
            if (!(entry instanceof TomlTable deeper) || deeper.origin != Origin.DOTTED) {
                throw twice(at);
            }
            table = deeper;
        }
        return table;
    }

    /** The table a header {@code [name]} opens. */
    TomlTable opened(String name, int at) throws MalformedException {
        Object entry = entries.computeIfAbsent(name, ignored -> new TomlTable(at, Origin.PASSED));
        if (entry instanceof TomlTable table && table.origin == Origin.PASSED) {
            table.origin = Origin.HEADED;
            return table;
        }
        throw twice(at);
    }

    /** The next table of a header {@code [[name]]}. */
    TomlTable appended(String name, int at) throws MalformedException {
        if (entries.computeIfAbsent(name, ignored -> new Repeated(at, new ArrayList<>())) instanceof Repeated all) {
            TomlTable table = new TomlTable(at);
            all.tables().add(table);
            return table;
        }
        throw twice(at);
    }

    void put(String name, TreeNode value, int at) throws MalformedException {
        if (entries.putIfAbsent(name, value) != null) {
            throw twice(at);
        }
    }

    private static MalformedException twice(int line) {
        return new MalformedException("line " + line + ": a key given twice");
    }

    TreeNode.Table frozen() {
        Map<String, TreeNode> nodes = new LinkedHashMap<>();
        entries.forEach((name, entry) -> nodes.put(name, frozen(entry)));
        return new TreeNode.Table(line, nodes);
    }

    private static TreeNode frozen(Object entry) {
        if (entry instanceof TomlTable table) {
            return table.frozen();
        }
        if (entry instanceof Repeated repeated) {
            List<TreeNode> tables = new ArrayList<>();
            repeated.tables().forEach(table -> tables.add(table.frozen()));
            return new TreeNode.Items(repeated.line(), tables);
        }
        return (TreeNode) entry;
    }
}

package dev.leeway.agent.format.toml;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a TOML 1.1 document of at most 64 levels; how large it may be is for the caller to bound.
 *
 * <p>Numbers, flags and dates are kept as written.
 */
public final class TomlText {
    private static final int MAX_DEPTH = 64;

    private final TomlCursor in;
    private final TomlTable root = new TomlTable(1);

    private TomlText(String text) {
        this.in = new TomlCursor(text);
    }

    /**
     * The document.
     *
     * @throws MalformedException naming the line, when {@code text} is not TOML or is nested too deep
     */
    public static TreeNode.Table read(String text) throws MalformedException {
        return new TomlText(text).document();
    }

    private TreeNode.Table document() throws MalformedException {
        TomlTable current = root;
        while (in.toNextToken()) {
            if (in.takes('[')) {
                current = header();
            } else {
                assignment(current, 0);
            }
            in.expectEndOfLine();
        }
        return root.frozen();
    }

    private TomlTable header() throws MalformedException {
        int line = in.line();
        boolean repeated = in.takes('[');
        List<String> path = path(']');
        in.expect(']');
        if (repeated) {
            in.expect(']');
        }
        String last = path.get(path.size() - 1);
        TomlTable parent = root.passed(path.subList(0, path.size() - 1), line);
        return repeated ? parent.appended(last, line) : parent.opened(last, line);
    }

    private void assignment(TomlTable table, int depth) throws MalformedException {
        int line = in.line();
        List<String> path = path('=');
        in.expect('=');
        in.skipBlanks();
        table.dotted(path.subList(0, path.size() - 1), line).put(path.get(path.size() - 1), value(depth), line);
    }

    private List<String> path(char end) throws MalformedException {
        List<String> path = new ArrayList<>();
        do {
            in.skipBlanks();
            path.add(in.key());
            in.skipBlanks();
            if (path.size() > MAX_DEPTH) {
                throw in.fault("a key of at most " + MAX_DEPTH + " parts");
            }
        } while (in.takes('.'));
        if (!in.isAt(end)) {
            throw in.fault("'" + end + "' after a key");
        }
        return path;
    }

    private TreeNode value(int depth) throws MalformedException {
        if (depth > MAX_DEPTH) {
            throw in.fault("at most " + MAX_DEPTH + " levels");
        }
        int line = in.line();
        if (in.takes('[')) {
            return items(line, depth);
        }
        if (in.takes('{')) {
            return inlineTable(line, depth);
        }
        boolean quoted = in.isAt('"') || in.isAt('\'');
        String text = in.scalar();
        return new TreeNode.Scalar(line, text, quoted ? Kind.TEXT : literal(text));
    }

    private Kind literal(String text) throws MalformedException {
        return TomlLiteral.kind(text).orElseThrow(() -> in.fault("a text in quotes, a number, true, false or a date"));
    }

    private TreeNode items(int line, int depth) throws MalformedException {
        List<TreeNode> items = new ArrayList<>();
        while (true) {
            in.requireToken();
            if (in.takes(']')) {
                return new TreeNode.Items(line, items);
            }
            items.add(value(depth + 1));
            in.requireToken();
            if (!in.takes(',') && !in.isAt(']')) {
                throw in.fault("',' or ']' in a list");
            }
        }
    }

    private TreeNode inlineTable(int line, int depth) throws MalformedException {
        TomlTable table = new TomlTable(line);
        while (true) {
            in.requireToken();
            if (in.takes('}')) {
                return table.frozen();
            }
            assignment(table, depth + 1);
            in.requireToken();
            if (!in.takes(',') && !in.isAt('}')) {
                throw in.fault("',' or '}' in a table");
            }
        }
    }
}

package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.tree.TreeNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands where a name is expected and may be a secret: told as one setting of the name {@link #NAME}, whose value, itself never
 * shown, is all of it.
 */
final class Withheld {
    /** In place of names that are withheld. */
    static final String NAME = "(secret)";

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final Pattern OF_KEY = Pattern.compile("[A-Za-z0-9+/]{1,200}={0,3}");

    private Withheld() {}

    /** Adds {@code text}, found at {@code line}, to what the table withholds. */
    static void add(Map<String, TreeNode> entries, int line, String text) {
        boolean first = !(entries.get(NAME) instanceof TreeNode.Scalar);
        TreeNode.Scalar before =
                entries.get(NAME) instanceof TreeNode.Scalar scalar ? scalar : new TreeNode.Scalar(line, "");
        entries.put(NAME, new TreeNode.Scalar(before.line(), first ? text : before.text() + "\n" + text));
    }

    /** Whether a block of a key or certificate begins in {@code text} and does not end there. */
    static boolean opens(String text) {
        int begin = text.lastIndexOf(BEGIN);
        return begin >= 0 && text.indexOf(END, begin) < 0;
    }

    /**
     * The last line of the block that opens in {@code lines[first]}: where it is ended, or, of one that never is, where its shape is.
     * Each line is looked at for one block, so that many of them take no longer.
     */
    static int last(String[] lines, int first) {
        int next = first + 1;
        while (next < lines.length && !lines[next].contains(BEGIN)) {
            if (lines[next].contains(END)) {
                return next;
            }
            next++;
        }
        int last = first;
        while (last + 1 < next && OF_KEY.matcher(lines[last + 1].strip()).matches()) {
            last++;
        }
        return last;
    }
}

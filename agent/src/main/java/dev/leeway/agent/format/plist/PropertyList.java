package dev.leeway.agent.format.plist;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;

/**
 * Reads a property list: dictionaries become tables, arrays and sets lists, and everything else its text.
 *
 * <p>Data is told as its length alone. How large a list may be is for the caller to bound.
 */
public final class PropertyList {
    static final int MAX_DEPTH = 64;
    /** An array may hold one object many times over: what counts is how often objects are met. */
    static final int MAX_NODES = 200_000;

    private PropertyList() {}

    /**
     * The list in {@code bytes}, of whichever form.
     *
     * @throws MalformedException naming the place, when it is damaged or passes a limit of 64 levels or 200,000 nodes
     */
    public static TreeNode read(byte[] bytes) throws MalformedException {
        return BinaryList.isOne(bytes) ? new BinaryList(bytes).read() : XmlList.read(bytes);
    }
}

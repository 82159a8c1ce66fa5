package dev.leeway.agent.host.image;

import dev.leeway.agent.host.image.Node.Attributes;
import dev.leeway.agent.host.image.Node.Directory;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file system that layers make, one laid over the other.
 *
 * <p>What a layer takes away it takes from those below it alone, whatever the order of its entries. An entry below what a lower layer
 * has as a link or file puts a directory in its place, as an overlay of directories does.
 */
final class ImageTree {
    private static final int USUAL_DIRECTORY = 0755;
    private static final int MAX_LINKS = 40;

    private final int mostFiles;
    private Directory root = new Directory(new Attributes(-1, 1, USUAL_DIRECTORY, 0, 0, 0));
    private int files = 1;
    private int numbers;

    /** @param mostFiles at once */
    ImageTree(int mostFiles) {
        this(mostFiles, 1);
    }

    /** @param numbers up to which others were given away */
    ImageTree(int mostFiles, int numbers) {
        this.mostFiles = mostFiles;
        this.numbers = numbers;
    }

    Directory root() {
        return root;
    }

    /** A number for the next node. */
    int number() {
        return ++numbers;
    }

    /** Lays a directory over what is there; what is in one already stays. */
    void directory(List<String> path, Attributes attributes) throws IOException {
        if (path.isEmpty()) {
            root = new Directory(attributes, root);
            return;
        }
        Directory parent = parent(path, attributes.layer());
        String name = last(path);
        Node there = parent.children().get(name);
        put(
                parent,
                name,
                there instanceof Directory same ? new Directory(attributes, same) : new Directory(attributes));
    }

    /** Puts something else there, in place of whatever is. */
    void put(List<String> path, Node node) throws IOException {
        if (path.isEmpty()) {
            throw new IOException("the root is no directory");
        }
        put(parent(path, node.layer()), last(path), node);
    }

    private void put(Directory parent, String name, Node node) throws IOException {
        Node before = parent.children().put(name, node);
        if (before == null) {
            files++;
        } else if (before instanceof Directory gone && !(node instanceof Directory)) {
            files -= count(gone) - 1;
        }
        if (files > mostFiles) {
            throw new IOException("more than " + mostFiles + " files in one image");
        }
    }

    /** Takes away what layers below {@code layer} have there. */
    void remove(List<String> path, int layer) throws IOException {
        Optional<Directory> parent = existing(path.subList(0, path.size() - 1));
        Node there =
                parent.map(directory -> directory.children().get(last(path))).orElse(null);
        if (there == null) {
            return;
        }
        boolean empty = !(there instanceof Directory directory) || prune(directory, layer);
        if (empty && there.layer() < layer) {
            parent.get().children().remove(last(path));
            files--;
        }
    }

    /** Takes away what layers below {@code layer} have in a directory. */
    void empty(List<String> path, int layer) throws IOException {
        Optional<Directory> directory = existing(path);
        if (directory.isPresent()) {
            prune(directory.get(), layer);
        }
    }

    /** Whether nothing is left in it. */
    private boolean prune(Directory directory, int layer) {
        // Step by step: directories lie in one another as deep as strangers like.
        Deque<Directory> order = new ArrayDeque<>(List.of(directory));
        List<Directory> all = new ArrayList<>();
        while (!order.isEmpty()) {
            Directory next = order.pop();
            all.add(next);
            for (Node child : next.children().values()) {
                if (child instanceof Directory below) {
                    order.push(below);
                }
            }
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            for (Iterator<Node> children = all.get(i).children().values().iterator(); children.hasNext(); ) {
                Node child = children.next();
                boolean stays =
                        child instanceof Directory below && !below.children().isEmpty();
                if (child.layer() < layer && !stays) {
                    children.remove();
                    files--;
                }
            }
        }
        return directory.children().isEmpty();
    }

    private static int count(Directory directory) {
        Deque<Directory> ahead = new ArrayDeque<>(List.of(directory));
        int count = 1;
        while (!ahead.isEmpty()) {
            for (Node child : ahead.pop().children().values()) {
                count++;
                if (child instanceof Directory below) {
                    ahead.push(below);
                }
            }
        }
        return count;
    }

    /** What lies at a path as written, no link followed; for hard links. */
    Optional<Node> find(List<String> path) {
        @Nullable Node node = root;
        for (String name : path) {
            node = node instanceof Directory directory ? directory.children().get(name) : null;
        }
        return Optional.ofNullable(node);
    }

    private Optional<Directory> existing(List<String> path) {
        return find(path).filter(Directory.class::isInstance).map(Directory.class::cast);
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }

    /** The directory in which the last name of {@code path} lies; made where it is not there. */
    private Directory parent(List<String> path, int layer) throws IOException {
        Directory here = root;
        Deque<String> ahead = new ArrayDeque<>(path.subList(0, path.size() - 1));
        List<Directory> way = new ArrayList<>(List.of(root));
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                if (way.size() > 1) {
                    way.remove(way.size() - 1);
                }
                here = way.get(way.size() - 1);
                continue;
            }
            Node next = here.children().get(name);
            if (next instanceof Node.Link link && link.layer() == layer) {
                if (++links > MAX_LINKS) {
                    throw new IOException("lies below links that lead nowhere");
                }
                if (link.target().startsWith("/")) {
                    way.subList(1, way.size()).clear();
                    here = root;
                }
                push(link.target(), ahead);
                continue;
            }
            if (next != null && !(next instanceof Directory) && next.layer() == layer) {
                throw new IOException("lies below what is no directory");
            }
            Directory below = next instanceof Directory directory
                    ? directory
                    : new Directory(new Attributes(layer, number(), USUAL_DIRECTORY, 0, 0, 0));
            if (below != next) {
                put(here, name, below);
            }
            here = below;
            way.add(here);
        }
        return here;
    }

    private static void push(String target, Deque<String> ahead) {
        String[] names = target.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                ahead.push(names[i]);
            }
        }
    }
}

package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.HostAccessException;
import java.util.List;
import java.util.Optional;

/** Tells of the nodes of a tree when they are asked for. */
interface NodeSource {
    /** Of a tree that is whole. */
    NodeSource KNOWN = new NodeSource() {
        @Override
        public Optional<Node> child(Node.Directory directory, String inside, String name) {
            return Optional.ofNullable(directory.children().get(name));
        }

        @Override
        public List<String> names(Node.Directory directory, String inside) {
            return directory.children().keySet().stream().sorted().toList();
        }

        @Override
        public Extent content(Node.Plain file, String inside) {
            return file.content();
        }

        @Override
        public String written(Node.Link link, String inside) {
            return link.target();
        }
    };

    /** Makes sure that the tree is still there. */
    default void confirm() throws HostAccessException {}

    /** What lies in the directory at {@code inside} under {@code name}, a link unfollowed; empty when nothing does. */
    Optional<Node> child(Node.Directory directory, String inside, String name) throws HostAccessException;

    /** The names in the directory at {@code inside}, sorted. */
    List<String> names(Node.Directory directory, String inside) throws HostAccessException;

    /** The content of the file at {@code inside}. */
    Extent content(Node.Plain file, String inside) throws HostAccessException;

    /** The target of the link at {@code inside}, as written. */
    String written(Node.Link link, String inside) throws HostAccessException;
}

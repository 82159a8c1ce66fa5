package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.image.HandedAnswer.Reader;
import dev.leeway.agent.host.image.Node.Attributes;
import dev.leeway.agent.host.image.Node.Directory;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.ContainerEngine.PathStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one container as its engine hands them out: what lies at a path is asked for when somebody wants to know it, and a
 * directory comes with all that lies below. Nothing is asked twice, refusals included.
 *
 * <p>Safe for use by several threads, which wait for one another.
 */
final class HandedNodes implements NodeSource, Closeable {
    /** Each answer costs the engine a process of its own: after so many files of a directory the whole directory comes. */
    private static final int WHOLE_AFTER = 3;

    private final ContainerEngine engine;
    private final String container;
    private final HandedLimits limits;
    private final List<String> mounts;
    private final Reader reader;
    private final Set<Directory> whole = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Node> single = new HashMap<>();
    private final Map<String, Integer> singles = new HashMap<>();
    private final Set<String> absent = new HashSet<>();
    private final Map<String, Kind> refused = new HashMap<>();
    private long spent;

    /**
     * @param mounts where the container has what is not its own, which may be of any size and is never asked for as a whole
     * @param budget of the whole snapshot
     */
    HandedNodes(
            ContainerEngine engine,
            String container,
            HandedLimits limits,
            Collection<String> mounts,
            HandedBudget budget) {
        this.engine = requireNonNull(engine, "engine is null");
        this.container = requireNonNull(container, "container is null");
        this.limits = requireNonNull(limits, "limits are null");
        this.mounts = List.copyOf(mounts);
        this.reader = new Reader(limits, this::mounted, budget);
    }

    /** The container's root, of which nothing is known yet. */
    Directory root() {
        return new Directory(new Attributes(0, reader.number(), 0755, 0, 0, 0));
    }

    /** Gives back the temporary file; whoever was left behind and still reads is refused. */
    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** A path that was not there tells nothing once the container is gone. */
    @Override
    public synchronized void confirm() throws HostAccessException {
        Optional<PathStat> there = asked("there:/", () -> engine.stat(container, "/"));
        if (there.isEmpty()) {
            throw new HostAccessException(Kind.VANISHED, "/");
        }
    }

    @Override
    public synchronized Optional<Node> child(Directory directory, String inside, String name)
            throws HostAccessException {
        Node known = directory.children().get(name);
        String path = below(inside, name);
        if (known != null || whole.contains(directory) || absent.contains(path)) {
            return Optional.ofNullable(known);
        }
        if (absent.size() + directory.children().size() > limits.files()) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        Optional<PathStat> stat = asked(path, () -> engine.stat(container, path));
        if (stat.isEmpty()) {
            absent.add(path);
            return Optional.empty();
        }
        Node node = node(stat.get());
        directory.children().put(name, node);
        return Optional.of(node);
    }

    private Node node(PathStat stat) {
        long modified = stat.modified().toEpochMilli();
        Attributes attributes = new Attributes(0, reader.number(), stat.mode(), 0, 0, modified);
        return switch (stat.type()) {
            case DIRECTORY -> new Directory(attributes);
            case LINK -> new Node.Link(attributes, stat.link().orElse("."));
            case FILE -> new Node.Plain(attributes, HandedAnswer.later(Math.max(0, stat.size())), true);
            case OTHER -> new Node.Special(attributes);
        };
    }

    @Override
    public synchronized List<String> names(Directory directory, String inside) throws HostAccessException {
        if (mounted(inside)) {
            throw new HostAccessException(Kind.NOT_FOLLOWED, inside);
        }
        if (!whole.contains(directory)) {
            fetch(directory, inside);
        }
        return KNOWN.names(directory, inside);
    }

    private void fetch(Directory directory, String inside) throws HostAccessException {
        if (!(answer(inside) instanceof Directory fresh)) {
            throw new HostAccessException(Kind.VANISHED, inside);
        }
        directory.children().clear();
        directory.children().putAll(fresh.children());
        Deque<Directory> ahead = new ArrayDeque<>(List.of(directory));
        while (!ahead.isEmpty()) {
            Directory next = ahead.pop();
            whole.add(next);
            for (Node child : next.children().values()) {
                if (child instanceof Directory below) {
                    ahead.push(below);
                }
            }
        }
    }

    @Override
    public synchronized Extent content(Node.Plain file, String inside) throws HostAccessException {
        if (!HandedAnswer.isLater(file.content())) {
            return file.content();
        }
        withItsNeighbours(inside);
        if (answerAlone(inside) instanceof Node.Plain fresh
                && fresh.readable()
                && !HandedAnswer.isLater(fresh.content())) {
            return fresh.content();
        }
        throw new HostAccessException(Kind.TOO_LARGE, inside);
    }

    /** Asks for the directory of a file where several of it were asked for; what is too much is asked for one by one. */
    private void withItsNeighbours(String inside) {
        String directory = inside.substring(0, inside.lastIndexOf('/'));
        boolean nearTheRoot = directory.lastIndexOf('/') <= 0;
        if (nearTheRoot
                || mounted(directory)
                || single.containsKey(inside)
                || singles.merge(directory, 1, Integer::sum) != WHOLE_AFTER) {
            return;
        }
        try {
            if (answer(directory) instanceof Directory all) {
                all.children().forEach((name, node) -> {
                    if (node instanceof Node.Plain file && !HandedAnswer.isLater(file.content())) {
                        single.put(below(directory, name), node);
                    }
                });
            }
        } catch (HostAccessException e) {
            // The file alone may be had all the same.
            singles.put(directory, WHOLE_AFTER);
        }
    }

    @Override
    public synchronized String written(Node.Link link, String inside) throws HostAccessException {
        if (reader.wrote(link)) {
            return link.target();
        }
        if (answerAlone(inside) instanceof Node.Link fresh) {
            return fresh.target();
        }
        throw new HostAccessException(Kind.VANISHED, inside);
    }

    /** Whether it lies at or below something that was mounted into the container. */
    private boolean mounted(String inside) {
        return mounts.stream().anyMatch(mount -> inside.equals(mount) || inside.startsWith(mount + "/"));
    }

    private Node answerAlone(String inside) throws HostAccessException {
        Node known = single.get(inside);
        if (known == null) {
            known = answer(inside);
            single.put(inside, known);
        }
        return known;
    }

    private Node answer(String inside) throws HostAccessException {
        return asked("archive:" + inside, () -> reader.read(engine, container, inside));
    }

    /** One question. */
    private interface Question<T> {
        T ask() throws HostAccessException, InterruptedException;
    }

    private <T> T asked(String what, Question<T> question) throws HostAccessException {
        Kind before = refused.get(what);
        if (before != null) {
            throw new HostAccessException(before, what.substring(what.indexOf('/')));
        }
        if (spent > limits.time().toNanos()) {
            throw new HostAccessException(Kind.TIMED_OUT, what.substring(what.indexOf('/')));
        }
        long began = System.nanoTime();
        try {
            return question.ask();
        } catch (HostAccessException e) {
            refused.put(what, e.kind());
            throw new HostAccessException(e.kind(), what.substring(what.indexOf('/')));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostAccessException(Kind.TIMED_OUT, what.substring(what.indexOf('/')));
        } finally {
            spent += System.nanoTime() - began;
        }
    }

    private static String below(String inside, String name) {
        return inside.equals("/") ? "/" + name : inside + "/" + name;
    }
}

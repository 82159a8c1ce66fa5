package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EnginePlatform;
import dev.leeway.agent.spi.ImageName;
import dev.leeway.schema.json.FormatException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file or directory in which images were saved, open for reading one of them. */
public final class ImageFile implements Closeable {
    private static final int MOST_NAMED = 20;

    private final String source;
    private final ImageLimits limits;
    private final List<Closeable> open = new ArrayList<>();

    /** {@code registry:5000/team/shop-web:1.4.2}, and no name of a file as they usually are. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?!.*\\.(?:tar|tgz|gz|zst|oci|json)$)[a-z0-9][a-z0-9._-]*(?::[0-9]+)?(?:/[a-z0-9][a-z0-9._-]*)*"
                    + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?(?:@sha256:[0-9a-f]{64})?");

    private ImageFile(String source, ImageLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * What is wanted of it.
     *
     * @param path of the file or directory
     * @param reference name, tag or digest of the image; empty where there is but one
     * @param platform {@code linux/arm64}; empty where there is but one
     */
    public record Wanted(Path path, Optional<String> reference, Optional<String> platform) {
        public Wanted {
            requireNonNull(path, "path is null");
            requireNonNull(reference, "reference is null");
            requireNonNull(platform, "platform is null");
        }

        /** Reads {@code FILE} or {@code FILE#REFERENCE}; a file of the whole name is meant where there is one. */
        public static Wanted of(String text, Optional<String> platform) {
            int mark = text.lastIndexOf('#');
            boolean whole = mark < 0 || Files.exists(Path.of(text));
            return whole
                    ? new Wanted(Path.of(text), Optional.empty(), platform)
                    : new Wanted(Path.of(text.substring(0, mark)), Optional.of(text.substring(mark + 1)), platform);
        }
    }

    /**
     * Reads all layers of the image that is wanted; the image stays open until it is closed.
     *
     * @throws FormatException naming the file, the place in it and what to do, where it holds no such image or a damaged one
     */
    public static OpenImage open(Wanted wanted) throws FormatException {
        return open(wanted, ImageLimits.USUAL);
    }

    static OpenImage open(Wanted wanted, ImageLimits limits) throws FormatException {
        ImageFile file = new ImageFile(String.valueOf(wanted.path().getFileName()), limits);
        try {
            return file.read(wanted);
        } catch (FormatException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private OpenImage read(Wanted wanted) throws FormatException {
        ImageStore store = store(wanted.path());
        open.add(store);
        List<Candidate> all = described(Manifests.of(store, source), store);
        Candidate image = choose(all, wanted);
        ConfigDocument config = config(image, store);
        Layers layers = new Layers(source, limits, store, this::keep);
        ImageFiles files = layers.merge(image, config);
        EngineImage told = new EngineImage(
                new TreeSet<>(),
                image.config().digest().map(Digest::toString).orElse(""),
                image.names(),
                digests(image),
                image.platform(),
                Optional.of(layers.size()),
                config.layers(),
                config.config(),
                config.history());
        return new OpenImage(told, image.digest().map(Digest::toString), files, this);
    }

    private static SortedSet<String> digests(Candidate image) {
        SortedSet<String> digests = new TreeSet<>();
        image.digest()
                .ifPresent(digest -> image.names()
                        .forEach(name -> digests.add(ImageName.of(name).repository() + "@" + digest)));
        return digests;
    }

    private Spool keep(Spool spool) {
        open.add(spool);
        return spool;
    }

    private ImageStore store(Path path) throws FormatException {
        if (Files.isDirectory(path)) {
            return new DirectoryStore(JailedFiles.at(path), source);
        }
        if (!Files.isRegularFile(path)) {
            throw new FormatException(source, "", "is no file and no directory", saved(path.toString()));
        }
        try {
            FileSource file = new FileSource(new RandomAccessFile(new File(path.toString()), "r"));
            open.add(file);
            return TarStore.read(unpacked(new Extent(file, 0, file.size())), limits);
        } catch (IOException e) {
            throw new FormatException(
                    source, "", String.valueOf(e.getMessage()), "name what 'docker save' wrote, or an image layout", e);
        }
    }

    /** Who gives the name of an image where a file is expected has the image, but not in a file yet. */
    private static String saved(String given) {
        return REFERENCE.matcher(given).matches()
                ? "save it first: docker save -o image.tar " + FormatException.shown(given) + ", then --image image.tar"
                : "name a saved image";
    }

    /** What was packed as a whole after it was saved. */
    private Extent unpacked(Extent file) throws IOException, FormatException {
        Packing packing = Layers.packing(file);
        return packing == Packing.NONE
                ? file
                : new Layers(source, limits, name -> Optional.empty(), this::keep).unpack(file, packing);
    }

    /** Where the index says nothing of platforms, the configurations do. */
    private List<Candidate> described(List<Candidate> all, ImageStore store) throws FormatException {
        List<Candidate> described = new ArrayList<>();
        for (Candidate each : all) {
            described.add(
                    each.platform().text().isPresent()
                            ? each
                            : new Candidate(
                                    each.names(),
                                    each.tag(),
                                    each.digest(),
                                    Manifests.platform(
                                            Optional.of(config(each, store).document())),
                                    each.config(),
                                    each.layers()));
        }
        return described;
    }

    private ConfigDocument config(Candidate image, ImageStore store) throws FormatException {
        String name = image.config().name();
        Extent extent = store.find(name)
                .orElseThrow(() -> new FormatException(
                        source, name, "is not there, but the manifest names it", "save the image anew"));
        return new ConfigDocument(
                Manifests.document(source, name, extent, image.config().digest()));
    }

    private Candidate choose(List<Candidate> all, Wanted wanted) throws FormatException {
        List<Candidate> left = all.stream()
                .filter(each -> wanted.reference().isEmpty()
                        || each.is(wanted.reference().get()))
                .filter(each -> wanted.platform().isEmpty()
                        || isFor(each.platform(), wanted.platform().get()))
                .toList();
        if (left.size() == 1) {
            return left.get(0);
        }
        String choices = (left.isEmpty() ? all : left)
                .stream().limit(MOST_NAMED).map(Candidate::shown).collect(Collectors.joining("; "));
        if (left.isEmpty()) {
            throw new FormatException(source, "", "holds no such image", "choose of " + choices);
        }
        boolean platforms = left.stream().map(Candidate::names).distinct().count() == 1
                && left.stream().map(Candidate::platform).distinct().count() == left.size();
        throw new FormatException(
                source,
                "",
                "holds " + left.size() + " images that may be meant",
                (platforms ? "say --platform" : "say --image " + source + "#NAME:TAG") + ", one of " + choices);
    }

    private static boolean isFor(EnginePlatform platform, String wanted) {
        return platform.text()
                .filter(text -> text.equals(wanted) || text.startsWith(wanted + "/"))
                .isPresent();
    }

    @Override
    public void close() {
        for (Closeable each : open) {
            try {
                each.close();
            } catch (IOException afterReading) {
                // Nothing in it is lost.
            }
        }
    }
}

package dev.leeway.agent.host.image;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.spi.EnginePlatform;
import dev.leeway.agent.spi.ImageName;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The images that a file holds, as its manifests and indexes tell. */
final class Manifests {
    private static final int MAX_DOCUMENT = 8 << 20;
    private static final int MAX_IMAGES = 1_000;
    private static final int MAX_NESTED = 4;
    private static final String SAVED = "manifest.json";
    private static final String LAYOUT = "index.json";
    private static final String FULL_NAME = "io.containerd.image.name";
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final String ATTESTATION = "vnd.docker.reference.type";
    private static final Pattern NAMED_BY_SUM = Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.json)?");

    private final ImageStore store;
    private final String source;
    private final List<Candidate> found = new ArrayList<>();

    private Manifests(ImageStore store, String source) {
        this.store = store;
        this.source = source;
    }

    /**
     * The images in the order of the file.
     *
     * @param source what messages call the file
     */
    static List<Candidate> of(ImageStore store, String source) throws FormatException {
        Manifests manifests = new Manifests(store, source);
        Optional<Extent> saved = store.find(SAVED);
        Optional<Extent> layout = store.find(LAYOUT);
        if (saved.isEmpty() && layout.isEmpty()) {
            throw new FormatException(
                    source,
                    "",
                    "holds no image: neither " + SAVED + " nor " + LAYOUT + " is in it",
                    "name what 'docker save' wrote, or an image layout as a tar archive or directory");
        }
        if (saved.isPresent()) {
            manifests.saved(saved.get());
        } else {
            manifests.index(manifests.document(LAYOUT, layout.get(), Optional.empty()), LAYOUT, Names.NONE, 0);
        }
        if (manifests.found.isEmpty()) {
            throw new FormatException(source, saved.isPresent() ? SAVED : LAYOUT, "names no image", "save one into it");
        }
        return List.copyOf(manifests.found);
    }

    private void saved(Extent extent) throws FormatException {
        JsonNode document = document(SAVED, extent, Optional.empty());
        if (!(document instanceof JsonNode.Elements images)) {
            throw malformed(SAVED);
        }
        for (JsonNode image : images.elements()) {
            SortedSet<String> names = new TreeSet<>();
            texts(image.at("RepoTags")).forEach(tag -> Names.add(names, tag));
            String config = member(image.textAt("Config").orElseThrow(() -> malformed(SAVED)), SAVED);
            List<Candidate.Part> layers = new ArrayList<>();
            for (String layer : texts(image.at("Layers"))) {
                layers.add(part(member(layer, SAVED)));
            }
            add(new Candidate(names, Optional.empty(), Optional.empty(), EnginePlatform.UNKNOWN, part(config), layers));
        }
    }

    private static Candidate.Part part(String name) {
        var named = NAMED_BY_SUM.matcher(name);
        return new Candidate.Part(
                name, named.matches() ? Optional.of(new Digest("sha256", named.group(1))) : Optional.empty());
    }

    private String member(String written, String place) throws FormatException {
        try {
            return String.join("/", TarEntries.path(written));
        } catch (IOException e) {
            throw malformed(place);
        }
    }

    private void add(Candidate candidate) throws FormatException {
        if (found.size() == MAX_IMAGES) {
            throw new FormatException(source, "", "holds more than " + MAX_IMAGES + " images", "save fewer into it");
        }
        found.add(candidate);
    }

    private void index(JsonNode index, String place, Names inherited, int depth) throws FormatException {
        if (depth > MAX_NESTED || !(index.at("manifests").orElse(null) instanceof JsonNode.Elements manifests)) {
            throw malformed(place);
        }
        for (JsonNode descriptor : manifests.elements()) {
            Names names = Names.of(descriptor).or(inherited);
            if (descriptor.textAt("annotations", ATTESTATION).isPresent()) {
                continue;
            }
            Digest digest = digest(descriptor, place);
            Optional<Extent> blob = store.find(digest.path());
            if (blob.isEmpty()) {
                // Of an index for many platforms usually one alone was saved.
                if (depth > 0 || manifests.elements().size() > 1) {
                    continue;
                }
                throw missing(digest.path(), place);
            }
            JsonNode document = document(digest.path(), blob.get(), Optional.of(digest));
            if (document.at("manifests").isPresent()) {
                index(document, digest.path(), names, depth + 1);
            } else {
                manifest(document, digest, platform(descriptor.at("platform")), names);
            }
        }
    }

    private void manifest(JsonNode manifest, Digest digest, EnginePlatform platform, Names names)
            throws FormatException {
        Optional<JsonNode> config = manifest.at("config");
        if (config.isEmpty()) {
            throw malformed(digest.path());
        }
        List<Candidate.Part> layers = new ArrayList<>();
        if (manifest.at("layers").orElse(null) instanceof JsonNode.Elements all) {
            for (JsonNode layer : all.elements()) {
                Digest of = digest(layer, digest.path());
                layers.add(new Candidate.Part(of.path(), Optional.of(of)));
            }
        }
        Digest of = digest(config.get(), digest.path());
        add(new Candidate(
                names.full(),
                names.tag(),
                Optional.of(digest),
                platform,
                new Candidate.Part(of.path(), Optional.of(of)),
                layers));
    }

    private Digest digest(JsonNode descriptor, String place) throws FormatException {
        return descriptor.textAt("digest").flatMap(Digest::of).orElseThrow(() -> malformed(place));
    }

    /** A platform as indexes and configurations have it. */
    static EnginePlatform platform(Optional<JsonNode> node) {
        return new EnginePlatform(
                node.flatMap(each -> each.textAt("os")).filter(text -> !text.isEmpty()),
                node.flatMap(each -> each.textAt("architecture")).filter(text -> !text.isEmpty()),
                node.flatMap(each -> each.textAt("variant")).filter(text -> !text.isEmpty()));
    }

    /** Reads a member that is JSON. */
    JsonNode document(String name, Extent extent, Optional<Digest> digest) throws FormatException {
        return document(source, name, extent, digest);
    }

    static JsonNode document(String source, String name, Extent extent, Optional<Digest> digest)
            throws FormatException {
        if (extent.size() > MAX_DOCUMENT) {
            throw new FormatException(source, name, "is larger than " + MAX_DOCUMENT + " bytes", "save the image anew");
        }
        try {
            byte[] bytes = extent.bytes();
            if (digest.isPresent()) {
                digest.get().check(bytes);
            }
            return JsonText.read(new String(bytes, StandardCharsets.UTF_8)).orElseThrow(() -> malformed(source, name));
        } catch (IOException e) {
            throw new FormatException(source, name, String.valueOf(e.getMessage()), "save the image anew", e);
        }
    }

    /** The texts of an array; none where it is no array. */
    static List<String> texts(Optional<JsonNode> node) {
        return node.filter(JsonNode.Elements.class::isInstance).stream()
                .flatMap(array -> ((JsonNode.Elements) array).elements().stream())
                .filter(JsonNode.Text.class::isInstance)
                .map(text -> ((JsonNode.Text) text).text())
                .toList();
    }

    private FormatException malformed(String place) {
        return malformed(source, place);
    }

    private static FormatException malformed(String source, String place) {
        return new FormatException(source, place, "is not what images have there", "save the image anew");
    }

    private FormatException missing(String name, String place) {
        return new FormatException(source, place, "names '" + name + "', which is not there", "save the image anew");
    }

    /**
     * What an index calls an image.
     *
     * @param full names with tags
     * @param tag alone
     */
    private record Names(SortedSet<String> full, Optional<String> tag) {
        static final Names NONE = new Names(new TreeSet<>(), Optional.empty());

        static Names of(JsonNode descriptor) {
            SortedSet<String> full = new TreeSet<>();
            descriptor.textAt("annotations", FULL_NAME).ifPresent(name -> add(full, name));
            Optional<String> name = descriptor.textAt("annotations", NAME);
            boolean whole = name.filter(text -> text.indexOf(':') >= 0 || text.indexOf('/') >= 0)
                    .isPresent();
            if (whole) {
                add(full, name.get());
            }
            return new Names(full, whole ? Optional.empty() : name);
        }

        /** What is written like an id names nothing. */
        static void add(SortedSet<String> names, String written) {
            String full = ImageName.of(written).full();
            if (!full.isEmpty()) {
                names.add(full);
            }
        }

        Names or(Names other) {
            return full.isEmpty() && tag.isEmpty() ? other : this;
        }
    }
}

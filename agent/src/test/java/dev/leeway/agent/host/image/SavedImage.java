package dev.leeway.agent.host.image;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Saves images as engines do, or damages them on the way. */
final class SavedImage {
    private final Map<String, byte[]> members = new TreeMap<>();
    private final List<String> saved = new ArrayList<>();
    private final List<String> descriptors = new ArrayList<>();

    /** How layers are packed. */
    enum As {
        PLAIN,
        GZIP,
        ZSTD
    }

    /** Adds an image in the way of {@code docker save}. */
    SavedImage saved(String tags, byte[]... layers) {
        return saved(tags, "", layers);
    }

    SavedImage saved(String tags, String config, byte[]... layers) {
        List<String> names = new ArrayList<>();
        for (byte[] layer : layers) {
            String name = LayerMaker.sum(layer) + "/layer.tar";
            members.put(name, layer);
            names.add("\"" + name + "\"");
        }
        byte[] document = config("amd64", config, List.of(layers));
        String name = LayerMaker.sum(document) + ".json";
        members.put(name, document);
        saved.add("{\"Config\":\"" + name + "\",\"RepoTags\":[" + tags + "],\"Layers\":[" + String.join(",", names)
                + "]}");
        return this;
    }

    /** Adds an image in the way of the open layout. */
    SavedImage layout(As packing, String architecture, String annotations, byte[]... layers) throws IOException {
        List<String> described = new ArrayList<>();
        for (byte[] layer : layers) {
            described.add(blob(packed(packing, layer), ""));
        }
        String config = blob(config(architecture, "", List.of(layers)), "");
        String manifest =
                "{\"schemaVersion\":2,\"config\":" + config + ",\"layers\":[" + String.join(",", described) + "]}";
        descriptors.add(blob(
                manifest.getBytes(StandardCharsets.UTF_8),
                ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"},\"annotations\":{"
                        + annotations + "}"));
        return this;
    }

    /** Puts all images of the layout so far into an index of their own. */
    SavedImage nested(String annotations) {
        String index = "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", descriptors) + "]}";
        descriptors.clear();
        descriptors.add(blob(index.getBytes(StandardCharsets.UTF_8), ",\"annotations\":{" + annotations + "}"));
        return this;
    }

    private String blob(byte[] content, String more) {
        String sum = LayerMaker.sum(content);
        members.put("blobs/sha256/" + sum, content);
        return "{\"digest\":\"sha256:" + sum + "\",\"size\":" + content.length + more + "}";
    }

    private static byte[] config(String architecture, String config, List<byte[]> layers) {
        List<String> sums = new ArrayList<>();
        layers.forEach(layer -> sums.add("\"sha256:" + LayerMaker.sum(layer) + "\""));
        return ("{\"os\":\"linux\",\"architecture\":\"" + architecture + "\",\"config\":{" + config
                        + "},\"rootfs\":{\"diff_ids\":[" + String.join(",", sums) + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] packed(As packing, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (packing) {
            case PLAIN -> bytes;
            case GZIP -> new GZIPOutputStream(bytes);
            case ZSTD -> new ZstdOutputStream(bytes);
        }) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** What was saved so far, by name; to be damaged. */
    Map<String, byte[]> members() {
        seal();
        return members;
    }

    private void seal() {
        if (!saved.isEmpty()) {
            members.put("manifest.json", ("[" + String.join(",", saved) + "]").getBytes(StandardCharsets.UTF_8));
        }
        if (!descriptors.isEmpty()) {
            members.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
            members.put(
                    "index.json",
                    ("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", descriptors) + "]}")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The file they make. */
    byte[] tar() {
        seal();
        return tar(members);
    }

    static byte[] tar(Map<String, byte[]> members) {
        LayerMaker tar = new LayerMaker();
        members.forEach(tar::file);
        return tar.bytes();
    }

    /** The directory they make. */
    Path directory(Path directory) throws IOException {
        seal();
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            Path file = directory.resolve(member.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, member.getValue());
        }
        return directory;
    }
}

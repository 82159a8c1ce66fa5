package dev.leeway.agent.selftest;

import dev.leeway.agent.host.image.ImageFile;
import dev.leeway.agent.host.image.ImageHost;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostView;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A made-up image, saved to a temporary file as engines save them, and opened as the agent opens one. */
final class CanaryImage implements AutoCloseable {
    private final Path file;
    private final ImageHost host;
    private final HostView heard;

    private CanaryImage(Path file, ImageHost host, HostView heard) {
        this.file = file;
        this.host = host;
        this.heard = heard;
    }

    /** Saves it. */
    static CanaryImage of(CanaryBox box, HandedOut handed) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        box.files().forEach((path, content) -> files.put(path.substring(1), content));
        byte[] layer = TarText.of(files);
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":" + box.config()
                + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + sum(layer) + "\"]},\"history\":"
                + box.history().stream()
                        .map(step -> "{\"created_by\":" + CanaryBox.quoted(step) + ",\"empty_layer\":true}")
                        .collect(Collectors.joining(",", "[", box.history().isEmpty() ? "" : ","))
                + "{\"created_by\":\"ADD\"}]}";
        byte[] document = config.getBytes(StandardCharsets.UTF_8);
        SortedMap<String, byte[]> members = new TreeMap<>();
        members.put("layer/layer.tar", layer);
        members.put(sum(document) + ".json", document);
        members.put(
                "manifest.json",
                ("[{\"Config\":\"" + sum(document)
                                + ".json\",\"RepoTags\":[\"saved-box:1\"],\"Layers\":[\"layer/layer.tar\"]}]")
                        .getBytes(StandardCharsets.UTF_8));
        Path file = Files.createTempFile("canary", ".tar");
        try {
            Files.write(file, TarText.of(members));
            ImageHost host = ImageHost.of(
                    ImageFile.open(ImageFile.Wanted.of(file.toString(), Optional.empty())),
                    Optional.of("saved-box"),
                    DependencySettings.NONE);
            return new CanaryImage(
                    file,
                    host,
                    new HeardImage(
                            host,
                            handed,
                            config.replace("\\\"", "\"").replace("\\\\", "\\"),
                            new String(layer, StandardCharsets.UTF_8)));
        } catch (FormatException e) {
            Files.delete(file);
            throw new IOException("the image could not be opened", e);
        }
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every runtime has SHA-256", e);
        }
    }

    HostView host() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        host.close();
        Files.delete(file);
    }
}

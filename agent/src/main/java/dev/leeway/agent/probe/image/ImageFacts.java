package dev.leeway.agent.probe.image;

import dev.leeway.agent.spi.ConfigFacts;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.ImageName;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** What one image is made of. */
final class ImageFacts {
    private static final Pattern VERSION = Pattern.compile("v?\\d+(?:\\.\\d+)*(?:[-._+][A-Za-z0-9._+-]*)?");

    private final SectionRecorder section;
    private final List<EngineImage> images;

    ImageFacts(SectionRecorder section, List<EngineImage> images) {
        this.section = section;
        this.images = images;
    }

    /**
     * Records all of it.
     *
     * @param references under which it is used
     */
    void record(EngineImage image, SortedSet<String> references) {
        references.forEach(this::name);
        for (String digest : image.digests()) {
            int at = digest.indexOf('@');
            section.fact(FactPath.of("digest"), Observed.text(at < 0 ? digest : digest.substring(at + 1)));
        }
        section.fact(FactPath.of("id"), Observed.text(image.id()));
        image.platform().text().ifPresent(platform -> section.fact(FactPath.of("platform"), Observed.text(platform)));
        image.size().ifPresent(size -> section.fact(FactPath.of("size"), Observed.size(size)));
        if (!image.layers().isEmpty()) {
            section.fact(FactPath.of("layers"), Observed.number(image.layers().size()));
            section.fact(FactPath.of("content"), Observed.text(content(image.layers())));
        }
        BaseFacts base = new BaseFacts(section, images);
        base.record(image);
        history(image.history());
        ImageConfig config = image.config();
        ConfigFacts facts = new ConfigFacts(section);
        facts.user(config);
        facts.record(config);
        base.found(image).ifPresent(beneath -> inherited(config, beneath));
        config.ports().forEach(port -> section.fact(FactPath.of("port", port).child("exposed"), Observed.flag(true)));
        config.volumes().forEach(path -> section.fact(FactPath.of("volume", path), Observed.flag(true)));
    }

    /** An image keeps the labels of the one it is built upon, and then its revision is that one's. */
    private void inherited(ImageConfig config, EngineImage beneath) {
        String revision = config.labels().get(ConfigFacts.REVISION);
        if (revision != null && revision.equals(beneath.config().labels().get(ConfigFacts.REVISION))) {
            section.fact(
                    FactPath.of("label", ConfigFacts.REVISION),
                    ConfigFacts.label(ConfigFacts.REVISION, revision),
                    "inherited from " + beneath.tags().first());
        }
    }

    private void name(String reference) {
        ImageName name = ImageName.of(reference);
        if (!name.repository().isEmpty()) {
            section.fact(FactPath.of("repository"), Observed.text(name.repository()));
        }
        name.tag()
                .ifPresent(tag -> section.fact(
                        FactPath.of("tag"),
                        VERSION.matcher(tag).matches()
                                ? Observed.version(tag, VersionScheme.GENERIC)
                                : Observed.text(tag)));
    }

    /** One digest of all layers unpacked, the same whatever engine or registry holds them. */
    private static String content(List<String> layers) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(digest.digest(String.join("\n", layers).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Commands of a build may hold whatever was given to it. */
    private void history(List<EngineImage.Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        steps.forEach(step ->
                text.append(step.empty() ? "- " : "+ ").append(step.createdBy()).append('\n'));
        FactPath history = FactPath.of("history");
        section.fact(history.child("steps"), Observed.number(steps.size()));
        section.fact(
                history.child("commands"),
                new Observed.Content("history", "image", text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.leeway.collector.judge;

import dev.leeway.schema.report.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from another image: with another tag nearly everything in it differs as it should, and of one tag with other layers
 * the digests, sizes and steps say nothing that the layers do not.
 *
 * @param otherTags what tells that images are used under another tag
 * @param otherContents what tells that images are of other layers
 */
record OtherImages(Map<Place, Finding> otherTags, Map<Place, Finding> otherContents) {
    private static final String PROBE = "image";
    private static final String TAG = "tag";
    private static final String CONTENT = "content";

    /** What speaks for itself, whatever release brought it. */
    private static final Set<String> OWN = Set.of("repository", "platform", "user", "base/name");

    private static final Set<String> OF_CONTENT =
            Set.of("id", "digest", "size", "layers", "history/steps", "history/commands", "base/digest", "base/found");

    record Place(Scope scope, List<String> between, String section) {}

    OtherImages {
        otherTags = Map.copyOf(otherTags);
        otherContents = Map.copyOf(otherContents);
    }

    static OtherImages of(List<Finding> findings) {
        Map<Place, Finding> tags = new HashMap<>();
        Map<Place, Finding> contents = new HashMap<>();
        for (Finding finding : findings) {
            if (isOfImage(finding)) {
                String path = finding.address().path().text();
                if (path.equals(TAG)) {
                    tags.put(place(finding), finding);
                } else if (path.equals(CONTENT)) {
                    contents.put(place(finding), finding);
                }
            }
        }
        return new OtherImages(tags, contents);
    }

    /** Whether there is nothing from which anything could follow. */
    boolean none() {
        return otherTags.isEmpty() && otherContents.isEmpty();
    }

    /** The finding from which another of the same image follows; empty where it speaks for itself. */
    Optional<Finding> lead(Finding finding) {
        String path = finding.address().path().text();
        if (!isOfImage(finding) || path.equals(TAG)) {
            return Optional.empty();
        }
        Place place = place(finding);
        return Optional.ofNullable(isAmong(OWN, path) ? null : otherTags.get(place))
                .or(() -> Optional.ofNullable(isAmong(OF_CONTENT, path) ? otherContents.get(place) : null));
    }

    /** Whether it is one of them, or a part of one. */
    private static boolean isAmong(Set<String> paths, String path) {
        return paths.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }

    private static boolean isOfImage(Finding finding) {
        return finding.address().section().probe().equals(PROBE)
                && finding.address().section().subject().isPresent();
    }

    private static Place place(Finding finding) {
        return new Place(
                finding.scope(), finding.between(), finding.address().section().text());
    }
}

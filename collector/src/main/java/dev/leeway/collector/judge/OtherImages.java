package dev.leeway.collector.judge;

import dev.leeway.schema.report.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What follows from another image: with another tag nearly everything in it differs as it should, and of one tag with other layers
 * the digests, sizes and steps say nothing that the layers do not.
 *
 * @param otherTags images that are used under another tag
 * @param otherContents images of other layers
 */
record OtherImages(Set<Place> otherTags, Set<Place> otherContents) implements Predicate<Finding> {
    private static final String PROBE = "image";
    private static final String TAG = "tag";
    private static final String CONTENT = "content";

    /** What speaks for itself, whatever release brought it. */
    private static final Set<String> OWN = Set.of("repository", "platform", "user", "base/name");

    private static final Set<String> OF_CONTENT =
            Set.of("id", "digest", "size", "layers", "history/steps", "history/commands", "base/digest", "base/found");

    private record Place(Scope scope, List<String> between, String section) {}

    OtherImages {
        otherTags = Set.copyOf(otherTags);
        otherContents = Set.copyOf(otherContents);
    }

    static OtherImages of(List<Finding> findings) {
        Set<Place> tags = new HashSet<>();
        Set<Place> contents = new HashSet<>();
        for (Finding finding : findings) {
            if (isOfImage(finding)) {
                String path = finding.address().path().text();
                if (path.equals(TAG)) {
                    tags.add(place(finding));
                } else if (path.equals(CONTENT)) {
                    contents.add(place(finding));
                }
            }
        }
        return new OtherImages(tags, contents);
    }

    /** Whether there is nothing from which anything could follow. */
    boolean none() {
        return otherTags.isEmpty() && otherContents.isEmpty();
    }

    @Override
    public boolean test(Finding finding) {
        if (!isOfImage(finding)) {
            return false;
        }
        String path = finding.address().path().text();
        if (path.equals(TAG)) {
            return false;
        }
        Place place = place(finding);
        return (otherTags.contains(place) && !isAmong(OWN, path))
                || (otherContents.contains(place) && isAmong(OF_CONTENT, path));
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

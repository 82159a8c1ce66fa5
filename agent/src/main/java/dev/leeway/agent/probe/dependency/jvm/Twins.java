package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.format.archive.Identity;
import dev.leeway.agent.format.archive.Identity.Confidence;
import dev.leeway.agent.format.archive.Identity.Evidence;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Archives of the same content among those read together: one that does not tell what it is, is what its twin tells.
 *
 * <p>Only among those of one section, so that no section depends on what else runs on the host.
 */
final class Twins {
    private final Map<String, Identity> told = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    /** Those whose content is told but for the files that are told one by one. */
    private final Set<Archive> partial = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The twins among {@code jars} and all that is nested in them. */
    static Twins among(Collection<ReadJar> jars) {
        Twins twins = new Twins();
        jars.forEach(jar -> twins.learn(jar.archive(), jar.files().isPresent()));
        twins.ambiguous.forEach(twins.told::remove);
        return twins;
    }

    private void learn(Archive archive, boolean own) {
        Identity identity = archive.identity();
        if (own && EntryVisitor.isDeployedWithin(archive.path())) {
            partial.add(archive);
        }
        // Many archives without a class hold the same: a manifest, a licence.
        if (!partial.contains(archive)
                && archive.content().isPresent()
                && archive.classes() > 0
                && KnownArchives.tellsItself(identity)
                && identity.confidence() != Confidence.GUESS) {
            Identity other = told.putIfAbsent(archive.content().get(), identity);
            if (other != null && !other.coordinates().equals(identity.coordinates())) {
                ambiguous.add(archive.content().get());
            }
        }
        archive.nested().forEach(nested -> learn(nested, own));
    }

    /** What {@code archive} is. */
    Identity identity(Archive archive) {
        Identity own = archive.identity();
        if (KnownArchives.tellsItself(own) || archive.classes() == 0 || partial.contains(archive)) {
            return own;
        }
        return archive.content()
                .flatMap(content -> Optional.ofNullable(told.get(content)))
                .filter(twin -> agree(own.coordinates(), twin.coordinates()))
                .map(twin -> new Identity(twin.coordinates(), Evidence.SAME_CONTENT, Confidence.STRONG))
                .orElse(own);
    }

    /** A file whose name has another version is not renamed: somebody meant something by it. */
    private static boolean agree(Coordinates own, Coordinates twin) {
        return own.version().isEmpty() || own.version().equals(twin.version());
    }
}

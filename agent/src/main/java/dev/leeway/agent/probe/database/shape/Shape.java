package dev.leeway.agent.probe.database.shape;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The shape of many documents.
 *
 * @param documents that were taken in, those that could not be read apart
 * @param paths what is at each path: {@code $} is the document, {@code $.items[].price}, {@code $.names.{any}}
 * @param unreadable documents that are none, or nested deeper than any reader follows
 * @param tooLarge documents beyond the limit, of which nothing is known
 * @param cut objects and arrays at the last level that is followed, in which there is more
 * @param narrowed whether objects were taken for maps for no other reason than that there were too many paths
 */
public record Shape(
        long documents, SortedMap<String, AtPath> paths, long unreadable, long tooLarge, long cut, boolean narrowed) {
    public Shape {
        paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
    }

    /** Whether some of what is in the documents was not looked at. */
    public boolean incomplete() {
        return unreadable > 0 || tooLarge > 0 || cut > 0;
    }

    /**
     * What is at one path.
     *
     * @param types of the values; never empty
     * @param presence among the objects or arrays right above
     */
    public record AtPath(SortedSet<JsonType> types, PresenceBand presence) {
        private static final Set<JsonType> NUMBERS = Set.of(JsonType.NUMBER, JsonType.INTEGER);

        public AtPath {
            types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
        }

        /** Whether values are of types that no reader of one reads as the other; null is none, and an integer is a number. */
        public boolean conflict() {
            Set<JsonType> told = new TreeSet<>(types);
            told.remove(JsonType.NULL);
            if (told.containsAll(NUMBERS)) {
                told.remove(JsonType.INTEGER);
            }
            return told.size() > 1;
        }
    }
}

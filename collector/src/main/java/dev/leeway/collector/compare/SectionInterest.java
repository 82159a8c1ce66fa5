package dev.leeway.collector.compare;

import dev.leeway.schema.fact.Value;
import java.util.List;

/** Which facts of one section a comparison is to look at, and which even where all environments agree. */
public interface SectionInterest {
    /** Every fact, and none where all agree. */
    SectionInterest PLAIN = new SectionInterest() {
        @Override
        public boolean admits(String path) {
            return true;
        }

        @Override
        public boolean watches(String path, Value value) {
            return false;
        }

        @Override
        public List<String> expected() {
            return List.of();
        }
    };

    /** Whether the fact takes part at all. */
    boolean admits(String path);

    /** Whether the fact is to be reported though every host holds {@code value}. */
    boolean watches(String path, Value value);

    /** Paths of facts to be reported even where nobody holds them. */
    List<String> expected();
}

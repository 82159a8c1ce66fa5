package dev.leeway.agent.redact;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/** Lists written as text, words parted by white space. */
final class WordList {
    private WordList() {}

    /** The words of {@code text}. */
    static Set<String> of(String text) {
        StringTokenizer words = new StringTokenizer(text);
        Set<String> set = new HashSet<>(words.countTokens() * 2);
        while (words.hasMoreTokens()) {
            set.add(words.nextToken());
        }
        return Collections.unmodifiableSet(set);
    }
}

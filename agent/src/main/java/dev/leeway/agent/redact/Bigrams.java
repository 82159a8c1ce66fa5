package dev.leeway.agent.redact;

/**
 * Which letters follow which in the words people write: tells names from keys without a dictionary.
 *
 * <p>The 280 pairs make 95 % of the pairs in words of file names, package descriptions and prose, and 41 % of the pairs
 * in letters drawn at random.
 */
final class Bigrams {
    private static final String[] FOLLOWERS = {
        "bcdfgiklmnprstuvwy",
        "acegijloprsux",
        "acehiklorstuy",
        "abdeilorsu",
        "abcdefgilmnopqrstuvwxy",
        "aefilorstu",
        "acehilnoprsu",
        "aeiortu",
        "abcdefglmnoprstvxz",
        "ae",
        "eis",
        "adeilostuy",
        "abeilmopsu",
        "acdefgiklnopstuv",
        "abcdfgiklmnoprstuvw",
        "aceghiloprstuy",
        "u",
        "abcdegiklmnoprstuvy",
        "acehiklmopstuwy",
        "acdehilmoprstuy",
        "abcdegilmnprst",
        "aeio",
        "aehio",
        "ceipt",
        "mnps",
        "e",
    };

    private static final int[] MASKS = masks();

    private Bigrams() {}

    private static int[] masks() {
        int[] masks = new int[26];
        for (int i = 0; i < 26; i++) {
            for (int j = 0; j < FOLLOWERS[i].length(); j++) {
                masks[i] |= 1 << (FOLLOWERS[i].charAt(j) - 'a');
            }
        }
        return masks;
    }

    /** Whether words often have {@code second} after {@code first}; both ASCII letters of either case. */
    static boolean common(char first, char second) {
        return (MASKS[(first | 0x20) - 'a'] >> ((second | 0x20) - 'a') & 1) != 0;
    }
}

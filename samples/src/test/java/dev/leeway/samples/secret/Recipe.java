package dev.leeway.samples.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One way in which a store could have been made to tell what is in it: a hash of a word, with what stands openly in the store or in the
 * product, or without. Not to be shared by threads.
 *
 * @param name that no other has
 * @param hash of a word
 */
record Recipe(String name, UnaryOperator<byte[]> hash) {
    private static final List<String> SALTED = List.of("SHA-256", "SHA-512", "SHA-1", "MD5");
    private static final List<String> BARE = List.of("SHA-224", "SHA-384", "SHA-512/256", "SHA3-256");
    private static final List<String> LABELS = List.of("leeway", "leeway fleet key 1", "variable");
    private static final String OWN_SALT = "leeway fleet key 1";

    /** All that need no more than words: without a salt, and with each label of the product and each of {@code salts}. */
    static List<Recipe> general(List<String> salts) throws GeneralSecurityException {
        List<Recipe> recipes = new ArrayList<>();
        List<String> all = new ArrayList<>(LABELS);
        all.addAll(salts);
        for (String algorithm : SALTED) {
            recipes.add(bare(algorithm));
            for (String salt : all) {
                recipes.addAll(salted(algorithm, salt));
            }
        }
        for (String algorithm : BARE) {
            recipes.add(bare(algorithm));
        }
        for (int length : new int[] {32, 64}) {
            recipes.add(new Recipe("BLAKE2b-" + 8 * length, word -> Blake2b.of(word, length)));
        }
        return recipes;
    }

    /** Those that take what a secret goes by for a salt, and the product's own tag under keys that are none. */
    static List<Recipe> named(String name, List<String> keys) throws GeneralSecurityException {
        List<Recipe> recipes = new ArrayList<>(salted("SHA-256", name));
        recipes.add(own(name, "zeros", new byte[32]));
        for (String key : keys) {
            recipes.add(own(name, key, bytes(key)));
        }
        return recipes;
    }

    private static Recipe bare(String algorithm) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        return new Recipe(algorithm, digest::digest);
    }

    private static List<Recipe> salted(String algorithm, String salt) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        byte[] bytes = bytes(salt);
        byte[] divided = bytes(salt + ":");
        Mac mac = mac("Hmac" + algorithm.replace("-", ""), bytes);
        return List.of(
                new Recipe(algorithm + "(" + salt + " word)", word -> {
                    digest.update(bytes);
                    return digest.digest(word);
                }),
                new Recipe(algorithm + "(" + salt + ":word)", word -> {
                    digest.update(divided);
                    return digest.digest(word);
                }),
                new Recipe(algorithm + "(word " + salt + ")", word -> {
                    digest.update(word);
                    return digest.digest(bytes);
                }),
                new Recipe("HMAC-" + algorithm + "(" + salt + ")", mac::doFinal));
    }

    /** The tag of a variable (docs/secrets.md), if the fleet's key were that. */
    private static Recipe own(String name, String called, byte[] key) throws GeneralSecurityException {
        byte[] root = mac("HmacSHA256", bytes(OWN_SALT)).doFinal(key);
        byte[] subkey = mac("HmacSHA256", root).doFinal(bytes("1|variable|" + name + "\u0001"));
        Mac tag = mac("HmacSHA256", subkey);
        return new Recipe("tag of " + name + " under " + called, tag::doFinal);
    }

    private static Mac mac(String algorithm, byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] of(String word) {
        return hash.apply(bytes(word));
    }
}

package dev.leeway.collector.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The rule that lets a browser use the one style sheet and the one script of a page, and nothing else whatsoever. */
final class HtmlPolicy {
    /** Nothing may be loaded, framed or sent, and no text may become markup or a script; the two that may act are known by their digests. */
    static final String TEXT =
            "default-src 'none'; style-src '" + digest(HtmlStyle.SHEET) + "'; script-src '" + digest(HtmlScript.TEXT)
                    + "'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private HtmlPolicy() {}

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

package dev.leeway.agent.redact;

import static dev.leeway.agent.redact.TokenAlphabet.ALNUM;
import static dev.leeway.agent.redact.TokenAlphabet.BASE64;
import static dev.leeway.agent.redact.TokenAlphabet.CAPITALS;
import static dev.leeway.agent.redact.TokenAlphabet.DOTTED;
import static dev.leeway.agent.redact.TokenAlphabet.HEX;
import static dev.leeway.agent.redact.TokenAlphabet.SOLID;
import static dev.leeway.agent.redact.TokenAlphabet.URL64;
import static dev.leeway.agent.redact.TokenAlphabet.WORD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys, tokens, password hashes and sealed values that show what they are by how they begin. */
final class TokenShapes {
    /**
     * One kind of token.
     *
     * @param issuer who issues it, for the documentation
     * @param prefix how it begins, case and all
     * @param alphabet what follows
     * @param min how many characters follow at least
     * @param apart whether it must stand at the beginning of a word, because the prefix is a common one
     */
    record Shape(String issuer, String prefix, TokenAlphabet alphabet, int min, boolean apart) {}

    /** Every kind known, in the order of the documentation. */
    static final List<Shape> ALL = List.copyOf(all());

    /** Shorter beginnings say nothing without their case. */
    private static final int MIN_PREFIX = 4;

    private static final char ASCII = 128;
    private static final Shape[][] BY_FIRST = byFirst(false);
    private static final Shape[][] BY_FIRST_IN_ANY_CASE = byFirst(true);

    /** The two characters that tokens begin with: nearly every place in a text has none of these pairs. */
    private static final boolean[] PAIRS = pairs(false);

    private static final boolean[] PAIRS_IN_ANY_CASE = pairs(true);

    private TokenShapes() {}

    private static List<Shape> all() {
        List<Shape> shapes = new ArrayList<>(200);
        clouds(shapes);
        forges(shapes);
        payments(shapes);
        messaging(shapes);
        models(shapes);
        services(shapes);
        formats(shapes);
        hashes(shapes);
        return shapes;
    }

    private static void add(List<Shape> shapes, String issuer, TokenAlphabet alphabet, int min, String... prefixes) {
        for (String prefix : prefixes) {
            shapes.add(new Shape(issuer, prefix, alphabet, min, false));
        }
    }

    private static void apart(List<Shape> shapes, String issuer, TokenAlphabet alphabet, int min, String... prefixes) {
        for (String prefix : prefixes) {
            shapes.add(new Shape(issuer, prefix, alphabet, min, true));
        }
    }

    private static void clouds(List<Shape> to) {
        apart(to, "AWS", CAPITALS, 12, "AKIA", "ASIA", "ABIA", "ACCA");
        add(to, "AWS", BASE64, 40, "FwoGZXIvYXdz", "IQoJb3JpZ2lu");
        add(to, "AWS Bedrock", BASE64, 20, "ABSKQmVkcm9ja");
        apart(to, "Google", URL64, 30, "AIza");
        add(to, "Google", DOTTED, 16, "ya29.", "GOCSPX-");
        apart(to, "Google", URL64, 30, "1//0");
        add(to, "Azure AD", DOTTED, 30, "8Q~");
        apart(to, "Alibaba", ALNUM, 12, "LTAI");
        apart(to, "Tencent", ALNUM, 12, "AKID");
        add(to, "DigitalOcean", HEX, 20, "dop_v1_", "doo_v1_", "dor_v1_");
        add(to, "Yandex", URL64, 30, "AQVN");
        add(to, "Cloudflare", ALNUM, 20, "cfut_", "cfat_");
        add(to, "Cloudflare origin CA", HEX, 24, "v1.0-");
        apart(to, "Scaleway", CAPITALS, 17, "SCW");
        apart(to, "Databricks", HEX, 28, "dapi");
        add(to, "Snowflake", BASE64, 40, "ver:1-hint:");
        add(to, "PlanetScale", DOTTED, 16, "pscale_tkn_", "pscale_pw_", "pscale_oauth_");
        add(to, "Supabase", URL64, 16, "sbp_", "sb_secret_");
        add(to, "Fly.io", SOLID, 16, "FlyV1 ", "fo1_");
        add(to, "Heroku", URL64, 20, "HRKU-");
        apart(to, "Render", ALNUM, 20, "rnd_");
        add(to, "Vercel", ALNUM, 16, "vcp_", "vck_");
    }

    private static void forges(List<Shape> to) {
        add(to, "GitHub", WORD, 16, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_");
        add(
                to,
                "GitLab",
                DOTTED,
                16,
                "glpat-",
                "gldt-",
                "glrt-",
                "glcbt-",
                "glptt-",
                "glft-",
                "glsoat-",
                "glimt-",
                "glagent-",
                "gloas-",
                "GR1348941");
        add(to, "Bitbucket", DOTTED, 16, "ATBB", "ATCTT3");
        add(to, "Atlassian", DOTTED, 16, "ATATT3");
        apart(to, "npm", ALNUM, 30, "npm_");
        add(to, "PyPI", URL64, 20, "pypi-AgE");
        add(to, "RubyGems", HEX, 20, "rubygems_");
        add(to, "Clojars", ALNUM, 30, "CLOJARS_");
        apart(to, "crates.io", ALNUM, 32, "cio");
        add(to, "Docker Hub", URL64, 16, "dckr_pat_", "dckr_oat_");
        apart(to, "JFrog", ALNUM, 40, "AKCp", "cmVmd");
        add(to, "Sonar", ALNUM, 30, "sqp_", "squ_", "sqa_");
        add(to, "Sourcegraph", WORD, 16, "sgp_", "slk_");
        add(to, "Buildkite", WORD, 20, "bkua_");
        add(to, "CircleCI", DOTTED, 20, "CCIPAT_", "CCIPRJ_");
        add(to, "Terraform Cloud", URL64, 40, "atlasv1.");
        add(to, "Pulumi", HEX, 30, "pul-");
        add(to, "Vault", URL64, 20, "hvs.", "hvb.", "hvr.");
        add(to, "Doppler", ALNUM, 30, "dp.pt.", "dp.st.", "dp.sa.", "dp.ct.", "dp.scim.", "dp.audit.");
        add(to, "1Password", BASE64, 30, "ops_eyJ");
        apart(to, "Infracost", ALNUM, 20, "ico-");
        add(to, "Snyk", DOTTED, 20, "snyk_");
        add(to, "Tailscale", URL64, 16, "tskey-");
    }

    private static void payments(List<Shape> to) {
        add(to, "Stripe", WORD, 10, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "pk_live_", "sk_prod_", "rk_prod_");
        add(to, "Stripe webhook", BASE64, 20, "whsec_");
        add(to, "Square", URL64, 20, "sq0atp-", "sq0csp-", "sq0idp-");
        apart(to, "Square", URL64, 50, "EAAAE", "EAAAl");
        add(to, "Shopify", HEX, 20, "shpat_", "shpca_", "shppa_", "shpss_");
        add(to, "Braintree, PayPal", SOLID, 20, "access_token$");
        add(to, "Plaid", URL64, 30, "access-sandbox-", "access-development-", "access-production-");
        add(to, "Razorpay", ALNUM, 12, "rzp_live_", "rzp_test_");
        add(to, "Flutterwave", URL64, 12, "FLWSECK", "FLWPUBK_TEST-");
        apart(to, "EasyPost", ALNUM, 30, "EZAK", "EZTK");
        add(to, "Shippo", HEX, 30, "shippo_live_", "shippo_test_");
        add(to, "Duffel", DOTTED, 30, "duffel_live_", "duffel_test_");
        apart(to, "GoCardless", URL64, 40, "live_", "sandbox_");
        add(to, "Frame.io", URL64, 30, "fio-u-");
    }

    private static void messaging(List<Shape> to) {
        add(to, "Slack", URL64, 10, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-", "xoxe-", "xoxe.", "xapp-1-");
        apart(to, "SendGrid", DOTTED, 20, "SG.");
        apart(to, "Twilio", HEX, 32, "SK", "AC");
        apart(to, "Mailgun", HEX, 32, "key-", "pubkey-");
        add(to, "Brevo", URL64, 30, "xkeysib-", "xsmtpsib-");
        add(to, "Facebook", ALNUM, 10, "EAACEdEose0cBA");
        apart(to, "Facebook", ALNUM, 60, "EAAB", "EAAG", "EAAM");
        add(to, "Discord webhook", SOLID, 20, "discord.com/api/webhooks/", "discordapp.com/api/webhooks/");
        add(
                to,
                "Slack webhook",
                SOLID,
                16,
                "hooks.slack.com/services/",
                "hooks.slack.com/workflows/",
                "hooks.slack.com/triggers/");
        add(to, "Teams webhook", SOLID, 20, "webhook.office.com/webhookb2/");
        add(to, "Telegram", SOLID, 30, "api.telegram.org/bot");
        add(to, "Firebase messaging", URL64, 80, ":APA91b");
        add(to, "Postmark, Courier", ALNUM, 20, "pk_prod_", "pk_test_");
    }

    private static void models(List<Shape> to) {
        apart(to, "OpenAI", ALNUM, 20, "sk-", "sess-");
        add(to, "OpenAI", URL64, 16, "sk-proj-", "sk-svcacct-", "sk-admin-");
        add(to, "Anthropic", URL64, 16, "sk-ant-");
        apart(to, "Hugging Face", ALNUM, 20, "hf_", "api_org_");
        apart(to, "Replicate", ALNUM, 30, "r8_");
        add(to, "Groq", ALNUM, 30, "gsk_");
        add(to, "xAI", ALNUM, 30, "xai-");
        add(to, "Perplexity", ALNUM, 30, "pplx-");
        add(to, "NVIDIA", URL64, 30, "nvapi-");
        add(to, "LangSmith", WORD, 20, "lsv2_pt_", "lsv2_sk_");
        add(to, "Pinecone", WORD, 30, "pcsk_");
    }

    private static void services(List<Shape> to) {
        add(to, "New Relic", URL64, 16, "NRAK-", "NRAA-", "NRJS-", "NRII-", "NRIQ-", "NRRA-");
        add(to, "Grafana", BASE64, 30, "glc_", "eyJrIjoi");
        add(to, "Grafana", WORD, 30, "glsa_");
        add(to, "Sentry", BASE64, 30, "sntrys_", "sntryu_");
        add(to, "Dynatrace", DOTTED, 24, "dt0c01.", "dt0s01.", "dt0s16.");
        add(to, "Datadog", ALNUM, 30, "ddapp_", "ddapi_");
        add(to, "Linear", ALNUM, 30, "lin_api_", "lin_oauth_");
        add(to, "Notion", ALNUM, 40, "secret_", "ntn_");
        add(to, "Figma", URL64, 30, "figd_", "figo_");
        add(to, "Postman", URL64, 30, "PMAK-", "PMAT-");
        add(to, "Typeform", DOTTED, 40, "tfp_");
        add(to, "Contentful", URL64, 40, "CFPAT-");
        add(to, "ReadMe", ALNUM, 60, "rdme_");
        add(to, "Prefect", ALNUM, 30, "pnu_");
        add(to, "Adobe", ALNUM, 30, "p8e-");
        add(to, "Zuplo", ALNUM, 20, "zpka_");
        add(to, "Mapbox", DOTTED, 40, "sk.eyJ", "pk.eyJ", "tk.eyJ");
        add(to, "Okta", URL64, 30, "SSWS ");
        apart(to, "Harness", DOTTED, 50, "pat.", "sat.");
        apart(to, "Octopus", CAPITALS, 24, "API-");
    }

    private static void formats(List<Shape> to) {
        add(
                to,
                "JSON Web Token",
                DOTTED,
                16,
                "eyJhbGci",
                "eyJ0eXAi",
                "eyJraWQi",
                "eyJlbmMi",
                "eyJjdHki",
                "eyJqa3Ui",
                "eyJ4NXQi");
        add(to, "OpenSSH private key", BASE64, 20, "b3BlbnNzaC1rZXktdjE");
        add(to, "age", CAPITALS, 20, "AGE-SECRET-KEY-1");
        apart(to, "DER in base64", BASE64, 100, "MII");
        apart(to, "KMS ciphertext", BASE64, 40, "AQICAH", "CiQA");
        add(to, "Fernet", URL64, 60, "gAAAAA");
        add(to, "Ansible Vault", SOLID, 1, "$ANSIBLE_VAULT;");
        add(to, "SOPS", SOLID, 1, "ENC[AES256_GCM");
        add(to, "Jasypt", SOLID, 4, "ENC(");
        add(to, "Spring Cloud Config", SOLID, 4, "{cipher}");
        add(to, "Vault transit", BASE64, 8, "vault:v1:", "vault:v2:", "vault:v3:");
        add(to, "PuTTY key", SOLID, 1, "PuTTY-User-Key-File-");
        add(to, "WireGuard, SSH settings", BASE64, 40, "PrivateKey=", "PresharedKey=");
    }

    private static void hashes(List<Shape> to) {
        add(
                to,
                "crypt(3)",
                SOLID,
                8,
                "$1$",
                "$2a$",
                "$2b$",
                "$2x$",
                "$2y$",
                "$5$",
                "$6$",
                "$7$",
                "$y$",
                "$gy$",
                "$apr1$",
                "$argon2",
                "$pbkdf2",
                "$scrypt$",
                "$sha1$",
                "$P$",
                "$H$",
                "$S$");
        add(
                to,
                "LDAP",
                SOLID,
                8,
                "{SSHA}",
                "{SSHA256}",
                "{SSHA512}",
                "{SHA}",
                "{SHA256}",
                "{SHA512}",
                "{PBKDF2",
                "{CRYPT}",
                "{MD5}",
                "{SMD5}",
                "{ARGON2");
        add(to, "Spring Security", SOLID, 8, "{bcrypt}", "{scrypt}", "{argon2}", "{pbkdf2}", "{noop}", "{sha256}");
        add(to, "Django", SOLID, 8, "pbkdf2_sha", "bcrypt_sha256$", "argon2$", "scrypt$");
        add(to, "Werkzeug", SOLID, 8, "pbkdf2:sha", "scrypt:");
        add(to, "PostgreSQL", SOLID, 8, "SCRAM-SHA-256$");
    }

    private static Shape[][] byFirst(boolean anyCase) {
        Shape[][] table = new Shape[ASCII][];
        for (Shape shape : ALL) {
            if (anyCase && shape.prefix.length() < MIN_PREFIX) {
                continue;
            }
            char first = anyCase ? Ascii.lower(shape.prefix.charAt(0)) : shape.prefix.charAt(0);
            Shape[] before = table[first] == null ? new Shape[0] : table[first];
            Shape[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = shape;
            table[first] = after;
        }
        return table;
    }

    private static boolean[] pairs(boolean anyCase) {
        boolean[] pairs = new boolean[ASCII * ASCII];
        for (Shape shape : ALL) {
            char first = shape.prefix.charAt(0);
            char second = shape.prefix.charAt(1);
            pairs[anyCase ? pair(Ascii.lower(first), Ascii.lower(second)) : pair(first, second)] = true;
        }
        return pairs;
    }

    private static int pair(char first, char second) {
        return first * ASCII + second;
    }

    /** Where the token that begins at {@code i} ends; {@code i} when none begins there. */
    static int end(String text, int i) {
        char first = text.charAt(i);
        char second = i + 1 < text.length() ? text.charAt(i + 1) : ASCII;
        if (first >= ASCII || second >= ASCII || !PAIRS[pair(first, second)]) {
            return i;
        }
        for (Shape shape : BY_FIRST[first]) {
            if (text.startsWith(shape.prefix, i) && (!shape.apart || wordBegins(text, i)) && follows(shape, text, i)) {
                return runEnd(shape, text, i + shape.prefix.length());
            }
        }
        return i;
    }

    /** Whether {@code text} begins, or one of its words does, as a token would whose case was lost; for keys of facts. */
    static boolean inAnyCase(String text) {
        String capitals = Ascii.upper(text);
        for (int i = 0; i + MIN_PREFIX < text.length(); i++) {
            if (wordBegins(text, i) && anyCaseAt(text, capitals, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyCaseAt(String text, String capitals, int i) {
        char first = Ascii.lower(text.charAt(i));
        char second = Ascii.lower(text.charAt(i + 1));
        Shape[] candidates = first < ASCII ? BY_FIRST_IN_ANY_CASE[first] : null;
        // Letters beyond ASCII may be another case of one within.
        if (candidates == null || (second < ASCII && !PAIRS_IN_ANY_CASE[pair(first, second)])) {
            return false;
        }
        for (Shape shape : candidates) {
            String prefix = shape.prefix;
            boolean begins = text.regionMatches(true, i, prefix, 0, prefix.length());
            if (begins && (follows(shape, text, i) || follows(shape, capitals, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean wordBegins(String text, int i) {
        return i == 0 || !Ascii.isAlphanumeric(text.charAt(i - 1));
    }

    private static boolean follows(Shape shape, String text, int i) {
        int from = i + shape.prefix.length();
        if (from + shape.min > text.length()) {
            return false;
        }
        for (int k = from; k < from + shape.min; k++) {
            if (!shape.alphabet.has(text.charAt(k))) {
                return false;
            }
        }
        return true;
    }

    private static int runEnd(Shape shape, String text, int from) {
        int end = from;
        while (end < text.length() && (shape.alphabet.has(text.charAt(end)) || Ascii.isBase64(text.charAt(end)))) {
            end++;
        }
        return end;
    }
}

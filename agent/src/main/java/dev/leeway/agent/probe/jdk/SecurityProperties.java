package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The properties of {@code java.security} that change what a program may do or whom it may talk to.
 *
 * @param sets names of algorithms and the like, in which order says nothing, by property
 * @param texts other values, by property
 * @param providers in the order they are asked
 */
record SecurityProperties(
        SortedMap<String, Set<String>> sets, SortedMap<String, String> texts, List<String> providers) {
    private static final String PROVIDER = "security.provider.";
    private static final int MAX_PROVIDERS = 50;
    private static final Set<String> SETS = Set.of(
            "jdk.tls.disabledAlgorithms",
            "jdk.certpath.disabledAlgorithms",
            "jdk.jar.disabledAlgorithms",
            "jdk.tls.legacyAlgorithms",
            "jdk.security.legacyAlgorithms",
            "jdk.disabled.namedCurves",
            "jdk.security.caDistrustPolicies");
    private static final Set<String> TEXTS = Set.of(
            "crypto.policy",
            "jdk.serialFilter",
            "jdk.tls.keyLimits",
            "keystore.type",
            "networkaddress.cache.negative.ttl",
            "networkaddress.cache.stale.ttl",
            "networkaddress.cache.ttl",
            "ocsp.enable",
            "policy.provider",
            "securerandom.drbg.config",
            "securerandom.source",
            "securerandom.strongAlgorithms",
            "security.overridePropertiesFile",
            "security.useSystemPropertiesFile",
            "ssl.KeyManagerFactory.algorithm",
            "ssl.TrustManagerFactory.algorithm",
            "sun.security.krb5.disableReferrals");

    SecurityProperties {
        providers = List.copyOf(providers);
    }

    /** Those among {@code properties}. */
    static SecurityProperties of(Map<String, String> properties) {
        SortedMap<String, Set<String>> sets = new TreeMap<>();
        SortedMap<String, String> texts = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (SETS.contains(name)) {
                sets.put(name, members(value));
            } else if (TEXTS.contains(name) && !value.isBlank()) {
                texts.put(name, value.strip());
            }
        });
        return new SecurityProperties(sets, texts, providers(properties));
    }

    private static Set<String> members(String value) {
        Set<String> members = new TreeSet<>();
        for (String member : value.split(",", -1)) {
            if (!member.isBlank()) {
                members.add(Words.evenly(member));
            }
        }
        return members;
    }

    /** Counted from 1; Java stops at the first number that is missing. */
    private static List<String> providers(Map<String, String> properties) {
        List<String> providers = new ArrayList<>();
        String provider = properties.get(PROVIDER + 1);
        while (provider != null && providers.size() < MAX_PROVIDERS) {
            providers.add(provider.strip());
            provider = properties.get(PROVIDER + (providers.size() + 1));
        }
        return providers;
    }
}

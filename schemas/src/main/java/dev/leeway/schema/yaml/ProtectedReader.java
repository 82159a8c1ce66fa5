package dev.leeway.schema.yaml;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.ProtectedEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the part of a policy that agent and collector share: {@code protected}, the endpoints a guard keeps others from. */
public final class ProtectedReader {
    /** Every key that may stand at the top of a policy. */
    public static final List<String> POLICY_KEYS = List.of(
            "include",
            "profile",
            "environments",
            "reference",
            "services",
            "owners",
            "require",
            "rules",
            "invariants",
            "waivers",
            "maxAge",
            "budget",
            "protected");

    private static final String KEY = "protected";
    private static final Pattern ENDPOINT = Pattern.compile(
            "(?:\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9_.*-]{1,253})(?::(?:\\d{1,5}|\\*))?(?:/[A-Za-z0-9_.$*-]{1,128})?");

    private ProtectedReader() {}

    /**
     * The protected endpoints in the order written; none where the policy protects none.
     *
     * @param root the policy's top
     * @throws FormatException naming the place of what is not as the documentation says
     */
    public static List<ProtectedEndpoints> read(YamlMap root) throws FormatException {
        List<ProtectedEndpoints> all = new ArrayList<>();
        Optional<YamlNode> node = root.find(KEY);
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                YamlMap map = item.map();
                map.allowOnly("environment", "endpoints");
                all.add(new ProtectedEndpoints(map.require("environment").text(), endpoints(map)));
            }
        }
        return all;
    }

    private static List<String> endpoints(YamlMap map) throws FormatException {
        List<String> endpoints = new ArrayList<>();
        for (YamlNode item : map.require("endpoints").list().items()) {
            String text = item.text();
            boolean everything = text.replaceAll("[*./:]", "").isEmpty();
            if (everything || !ENDPOINT.matcher(text).matches()) {
                throw item.place()
                        .error(
                                "'" + FormatException.shown(text) + "' is no endpoint",
                                "write host, port and database, as 'db-prod-1:5432/shop' or '*.prod.example.com'");
            }
            endpoints.add(text);
        }
        return endpoints;
    }
}

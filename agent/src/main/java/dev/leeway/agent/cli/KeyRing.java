package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.host.KeyFile;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The fleet keys in use.
 *
 * @param keys the one in use first; none where secrets are told by presence alone
 */
record KeyRing(List<FleetKey> keys) {
    KeyRing {
        keys = List.copyOf(keys);
    }

    /**
     * Reads the keys the configuration names.
     *
     * @throws FormatException naming the file and a next step when one is not a key only this user can read
     */
    static KeyRing read(AgentConfig config) throws FormatException {
        List<FleetKey> keys = new ArrayList<>();
        for (Path file : config.keys()) {
            keys.addAll(KeyFile.read(file));
        }
        if (keys.size() > FleetKey.MAX_KEYS) {
            throw new FormatException(
                    "keys", "", keys.size() + " keys", "keep the one in use, and during rotation the other one");
        }
        return new KeyRing(keys);
    }

    boolean present() {
        return !keys.isEmpty();
    }

    /** What decides on every value with these keys and the user's word on what is harmless. */
    Redactor redactor(AgentConfig config) {
        RedactionRules rules = new RedactionRules(config.disclose(), config.withhold());
        return present() ? Redactor.keyed(keys, rules) : Redactor.keyless(rules);
    }
}

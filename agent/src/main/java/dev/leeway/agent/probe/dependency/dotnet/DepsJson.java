package dev.leeway.agent.probe.dependency.dotnet;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code NAME.deps.json}.
 *
 * @param target the runtime it was published for, {@code .NETCoreApp,Version=v8.0/linux-x64}; empty when it does not say
 * @param libraries sorted by name and version, the application itself among them as a {@code project}
 */
public record DepsJson(Optional<String> target, List<DotnetLibrary> libraries) {
    public DepsJson {
        requireNonNull(target, "target is null");
        libraries = List.copyOf(libraries);
    }

    /**
     * Reads the text of a {@code deps.json}.
     *
     * @throws MalformedException when it is not JSON or lists no libraries
     */
    public static DepsJson read(String text) throws MalformedException {
        JsonNode root = JsonText.read(text).orElseThrow(() -> new MalformedException("expected JSON"));
        if (!(root.at("libraries").orElse(null) instanceof Members all)) {
            throw new MalformedException("expected an object of libraries");
        }
        List<DotnetLibrary> libraries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : all.members().entrySet()) {
            int slash = each.getKey().indexOf('/');
            if (slash > 0 && slash < each.getKey().length() - 1) {
                libraries.add(new DotnetLibrary(
                        each.getKey().substring(0, slash),
                        each.getKey().substring(slash + 1),
                        each.getValue().textAt("type").orElse("")));
            }
        }
        libraries.sort(Comparator.comparing(DotnetLibrary::name).thenComparing(DotnetLibrary::version));
        return new DepsJson(root.textAt("runtimeTarget", "name"), libraries);
    }
}

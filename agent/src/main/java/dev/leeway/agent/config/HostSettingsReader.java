package dev.leeway.agent.config;

import dev.leeway.agent.spi.CertificateSettings;
import dev.leeway.agent.spi.CustomSettings;
import dev.leeway.agent.spi.GitSettings;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a configuration says of places of the host. */
record HostSettingsReader(YamlMap root) {
    HostSettings read() throws FormatException {
        return new HostSettings(git(), certificates(), custom(), resolve());
    }

    private GitSettings git() throws FormatException {
        Optional<YamlNode> found = root.find("git");
        if (found.isEmpty()) {
            return GitSettings.NONE;
        }
        YamlMap map = found.get().map();
        map.allowOnly("places");
        List<GitSettings.Place> places = new ArrayList<>();
        for (YamlNode item : items(map, "places")) {
            places.add(place(item));
        }
        return new GitSettings(places);
    }

    private CustomSettings custom() throws FormatException {
        Optional<YamlNode> found = root.find("custom");
        if (found.isEmpty()) {
            return CustomSettings.USUAL;
        }
        YamlMap map = found.get().map();
        map.allowOnly("directory");
        return ConfigReader.word(map, "directory", Words::directory)
                .map(directory -> new CustomSettings(directory, OptionalLong.empty()))
                .orElse(CustomSettings.USUAL);
    }

    private List<String> resolve() throws FormatException {
        Optional<YamlNode> found = root.find("network");
        if (found.isEmpty()) {
            return List.of();
        }
        YamlMap map = found.get().map();
        map.allowOnly("resolve");
        return ConfigReader.words(map, "resolve", Words::host);
    }

    private CertificateSettings certificates() throws FormatException {
        Optional<YamlNode> found = root.find("certificate");
        if (found.isEmpty()) {
            return CertificateSettings.NONE;
        }
        YamlMap map = found.get().map();
        map.allowOnly("files");
        List<CertificateSettings.Place> files = new ArrayList<>();
        for (YamlNode item : items(map, "files")) {
            if (item instanceof YamlScalar) {
                files.add(
                        new CertificateSettings.Place(ConfigReader.checked(item, Words::directory), Optional.empty()));
            } else {
                YamlMap file = item.map();
                file.allowOnly("file", "name");
                files.add(new CertificateSettings.Place(
                        ConfigReader.checked(file.require("file"), Words::directory),
                        ConfigReader.word(file, "name", Words::name)));
            }
        }
        return new CertificateSettings(files);
    }

    /** What stands under {@code key}: a list, or one thing alone. */
    private static List<YamlNode> items(YamlMap map, String key) throws FormatException {
        Optional<YamlNode> named = map.find(key);
        return named.map(node -> node instanceof YamlList list ? list.items() : List.of(node))
                .orElse(List.of());
    }

    private static GitSettings.Place place(YamlNode item) throws FormatException {
        if (item instanceof YamlScalar) {
            return new GitSettings.Place(
                    ConfigReader.checked(item, Words::directory), Optional.empty(), Optional.empty());
        }
        YamlMap place = item.map();
        place.allowOnly("directory", "name", "repository");
        return new GitSettings.Place(
                ConfigReader.checked(place.require("directory"), Words::directory),
                ConfigReader.word(place, "name", Words::name),
                ConfigReader.word(place, "repository", Words::directory));
    }
}

package dev.leeway.agent.host.docker;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an engine answered to all questions. */
record EngineLook(
        EngineInfo info,
        List<EngineContainer> containers,
        List<EngineImage> images,
        SortedMap<String, Kind> containerGaps,
        SortedMap<String, Kind> imageGaps) {
    EngineLook {
        requireNonNull(info, "info is null");
        containers = List.copyOf(containers);
        images = List.copyOf(images);
        containerGaps = Collections.unmodifiableSortedMap(new TreeMap<>(containerGaps));
        imageGaps = Collections.unmodifiableSortedMap(new TreeMap<>(imageGaps));
    }
}
